import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { kindOfFile } from '../../contract/model/openedFile.ts';
import type { ShellRequest } from '../../contract/model/shell.ts';
import { createArchives, openedByArguments, requestForFile } from './openPath.ts';
import { createRequests } from './requests.ts';

let dir: string;
beforeEach(async () => void (dir = await mkdtemp(path.join(tmpdir(), 'gantry-open-'))));
afterEach(() => rm(dir, { recursive: true, force: true }));

test.each([
  ['compose.yaml', 'compose'],
  ['docker-compose.prod.yml', 'compose'],
  ['compose.override.yaml', 'compose'],
  ['fig.yml', 'compose'],
  ['shop.compose.yaml', 'compose'],
  ['Dockerfile', 'dockerfile'],
  ['Dockerfile.dev', 'dockerfile'],
  ['api.dockerfile', 'dockerfile'],
  ['Containerfile', 'dockerfile'],
  ['redis.tar', 'image'],
  ['redis.tar.zst', 'image'],
  ['redis.tgz', 'image'],
  ['values.yaml', undefined],
  ['decompose.yaml', undefined],
  ['Dockerfile.md~/x', undefined],
  ['notes.gz', undefined],
])('%s is taken for %s', (name, kind) => {
  expect(kindOfFile(name)).toBe(kind);
});

test('texts are asked for by their path; an archive by a token that is good once', async () => {
  const archives = createArchives();
  const compose = path.join(dir, 'compose.yaml');
  const archive = path.join(dir, 'redis.tar');
  await writeFile(compose, 'services: {}');
  await writeFile(archive, 'x'.repeat(10));
  expect(await requestForFile(compose, archives)).toEqual({ type: 'file', kind: 'compose', path: compose });
  const request = await requestForFile(archive, archives);
  expect(request).toMatchObject({ type: 'image', name: 'redis.tar', sizeBytes: 10 });
  expect(JSON.stringify(request)).not.toContain(dir);
  const { token } = request as Extract<ShellRequest, { type: 'image' }>;
  expect(archives.take(token)).toBe(archive);
  expect(archives.take(token)).toBeUndefined();
});

test('a folder and a file that is gone ask for nothing; what is not known is said by its name', async () => {
  const archives = createArchives();
  await mkdir(path.join(dir, 'compose.yaml'));
  await writeFile(path.join(dir, 'photo.png'), '');
  expect(await requestForFile(path.join(dir, 'compose.yaml'), archives)).toBeUndefined();
  expect(await requestForFile(path.join(dir, 'gone.tar'), archives)).toBeUndefined();
  expect(await requestForFile(path.join(dir, 'photo.png'), archives)).toEqual({
    type: 'unknown-file',
    name: 'photo.png',
  });
});

test('of the words of a start, links and files are opened, options and their values are not', () => {
  const words = ['--context', 'prod', '--hidden', 'gantry://container/web', 'app/compose.yaml', '/srv/x.tar', ''];
  expect(openedByArguments(words, '/home/ann')).toEqual([
    { link: 'gantry://container/web' },
    { file: '/home/ann/app/compose.yaml' },
    { file: '/srv/x.tar' },
  ]);
});

test('what is asked while no page reads waits; of two pages one gets it', async () => {
  const requests = createRequests();
  requests.ask({ type: 'place', place: '/images' });
  const abort = new AbortController();
  const got: string[] = [];
  const read = async (name: string) => {
    for await (const request of requests.read(abort.signal))
      if (request.type === 'place') got.push(`${name} ${request.place}`);
  };
  const reading = [read('one'), read('two')];
  await expect.poll(() => got).toEqual(['one /images']);
  requests.ask({ type: 'place', place: '/volumes' });
  requests.ask({ type: 'place', place: '/networks' });
  await expect.poll(() => got.length).toBe(3);
  abort.abort();
  await Promise.all(reading);
  for (let number = 0; number < 50; number++) requests.ask({ type: 'place', place: `/${number}` });
  const later = new AbortController();
  const places: string[] = [];
  const last = (async () => {
    for await (const request of requests.read(later.signal)) if (request.type === 'place') places.push(request.place);
  })();
  await expect.poll(() => places.at(-1)).toBe('/49');
  expect(places).toHaveLength(20);
  later.abort();
  await last;
});
