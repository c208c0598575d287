import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppFailure } from '../../contract/errors.ts';
import { createDesktopHost } from './desktopHost.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'gantry-save-'));
});
afterEach(() => rm(dir, { recursive: true }));

const opened: string[] = [];
const menu = { show() {}, onChoice: () => () => {} };
const refuse = () => Promise.reject(new Error('There are no updates here.'));
const updates = { check: refuse, find: refuse, download: refuse, install() {} };
const hostSavingAt = (file: string | undefined, proposals: string[] = []) =>
  createDesktopHost({
    menu,
    updates,
    downloadsDir: dir,
    askForFile: async (proposal) => (proposals.push(proposal), file),
    openPath: async (folder) => (opened.push(folder), folder.endsWith('locked') ? 'No program for it' : ''),
  });

async function* hello() {
  yield Buffer.from('hello ');
  yield Buffer.from('you');
}

test('a file goes where the person says, under a proposed name that leads nowhere else', async () => {
  const file = path.join(dir, 'chosen.log');
  const proposals: string[] = [];
  const { finished } = await hostSavingAt(file, proposals).offerFile({ name: '../..\\etc/pass:wd', open: hello });
  expect(await finished).toEqual({ sizeBytes: 9 });
  expect(await readFile(file, 'utf8')).toBe('hello you');
  expect(proposals.map((proposal) => path.dirname(proposal))).toEqual([dir]);
});

test('giving the dialog up asks for no bytes', async () => {
  const host = hostSavingAt(undefined);
  const offer = host.offerFile({ name: 'x', open: () => expect.fail('Nobody wants it.') });
  await expect(offer).rejects.toMatchObject({ error: { code: 'cancelled' } });
});

test('a source that fails leaves the old file as it was, and no half one', async () => {
  const file = path.join(dir, 'old.log');
  await writeFile(file, 'old');
  const { finished } = await hostSavingAt(file).offerFile({
    name: 'x',
    async *open() {
      yield Buffer.from('half');
      throw new AppFailure({ code: 'not-found', message: 'It is gone.' });
    },
  });
  await expect(finished).rejects.toMatchObject({ error: { code: 'not-found' } });
  expect(await readFile(file, 'utf8')).toBe('old');
  expect(await readdir(dir)).toEqual(['old.log']);
});

test('what stands beside the file under the name of a part is neither written nor followed', async () => {
  const file = path.join(dir, 'chosen.log');
  const victim = path.join(dir, 'victim');
  await writeFile(victim, 'mine');
  await symlink(victim, `${file}.part`);
  const { finished } = await hostSavingAt(file).offerFile({ name: 'x', open: hello });
  await finished;
  expect(await readFile(victim, 'utf8')).toBe('mine');
  expect(await readFile(file, 'utf8')).toBe('hello you');
  expect((await readdir(dir)).sort()).toEqual(['chosen.log', 'chosen.log.part', 'victim']);
});

test('a folder that is not there is told', async () => {
  const { finished } = await hostSavingAt(path.join(dir, 'gone', 'x')).offerFile({ name: 'x', open: hello });
  await expect(finished).rejects.toMatchObject({ error: { code: 'unexpected' } });
});

test('a folder is opened; what is no folder never is, and a failure is told', async () => {
  const host = hostSavingAt(undefined);
  await host.openFolder?.(dir);
  expect(opened.splice(0)).toEqual([dir]);
  const program = path.join(dir, 'run.sh');
  await writeFile(program, '#!/bin/sh', { mode: 0o755 });
  for (const no of [program, path.join(dir, 'gone')]) {
    await expect(host.openFolder?.(no)).rejects.toMatchObject({ error: { code: 'not-found' } });
  }
  expect(opened).toEqual([]);
  const locked = path.join(dir, 'locked');
  await mkdir(locked);
  await expect(host.openFolder?.(locked)).rejects.toMatchObject({ error: { detail: 'No program for it' } });
});
