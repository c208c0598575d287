import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuildClient, makeFolder, startBuildClient } from '../testing/buildClient.ts';
import { findIgnoreRules } from './ignoreFile.ts';
import { walkContext } from './walkContext.ts';

let gantry: BuildClient;
let folder: string;
let remove: () => Promise<void>;
const { signal } = new AbortController();

const FILES = [
  'a.txt',
  'b.tmp',
  'deep/b.tmp',
  'deep/er/c.tmp',
  'deep/er/keep.tmp',
  'deep/er/x.md',
  'node_modules/x/index.js',
  'node_modules/y/index.js',
  'src/node_modules/z/index.js',
  'src/main.ts',
  'src/main.test.ts',
  'README.md',
  'README-secret.md',
  'docs/a.md',
  'docs/deep/b.md',
  'foo.bar',
  'fooxbar',
  'é/ü.txt',
  '[x].txt',
  'x.txt',
  'x',
  'with space/file',
  '.hidden/f',
  '#hash',
];

beforeAll(async () => {
  gantry = await startBuildClient();
  ({ folder, remove } = await makeFolder(Object.fromEntries(FILES.map((file) => [file, file]))));
  await mkdir(path.join(folder, 'empty/inner'), { recursive: true });
  await symlink('a.txt', path.join(folder, 'link'));
  await symlink('/etc/passwd', path.join(folder, 'deep/out'));
});
afterAll(async () => {
  await remove();
  await gantry.close();
});

/** What a real build finds in its context. */
async function received(dockerfile: { type: 'file'; path: string }): Promise<readonly string[]> {
  const { failure, summary } = await gantry.build({
    source: { type: 'folder', path: folder },
    dockerfile,
    noCache: true,
    output: { type: 'custom', value: 'type=cacheonly' },
  });
  expect(failure).toBeUndefined();
  const lines = await gantry.logOf(summary.id);
  return lines
    .filter((line) => line.startsWith('/ctx/'))
    .map((line) => line.slice('/ctx/'.length))
    .sort();
}

async function walked(dockerfile: { type: 'file'; path: string }): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const one of walkContext(folder, await findIgnoreRules(folder, dockerfile), signal)) {
    if (one.type === 'entry') found.push(one.path);
  }
  return found.sort();
}

describe('what Gantry measures is what a build receives', () => {
  test.each([
    [''],
    ['*.tmp'],
    ['**/*.tmp\n!deep/er/keep.tmp'],
    ['deep\n!deep/er/keep.tmp\n'],
    ['**/node_modules'],
    ['node_modules/**\n!node_modules/y'],
    ['*\n!src\n!README*.md\nREADME-secret.md\nsrc/*.test.ts'],
    ['*/*\n!docs/*.md'],
    ['docs/**/b.md\n**/x*'],
    ['# comment\n  a.txt  \n/src/\n./docs//deep/../a.md\n\\#hash'],
    ['foo.bar\nx.?xt\n[a-c].tmp\n\\[x\\].txt'],
    ['**\n!**/keep.tmp\n!é'],
    ['with space\n.*\nempty\n!empty/inner\nlink'],
    ['**/er/**\n!**/er/*.md'],
    ['!a.txt\n*.txt\n\uFEFFx'],
    ['Ignored.Dockerfile*\ndeep/*/\n!deep/er/c.tmp'],
    ['**/*main*\n[^a-w]\n*space'],
  ])('%j', async (text) => {
    const dockerfile = { type: 'file', path: 'Ignored.Dockerfile' } as const;
    await writeFile(path.join(folder, dockerfile.path), 'FROM busybox\nCOPY . /ctx\nRUN find /ctx\n');
    // Only one of the two counts: the one that is named after the Dockerfile.
    await writeFile(path.join(folder, '.dockerignore'), text === '' ? '' : '*\n');
    await writeFile(path.join(folder, `${dockerfile.path}.dockerignore`), text);
    try {
      expect(await walked(dockerfile)).toEqual(await received(dockerfile));
    } finally {
      await rm(path.join(folder, `${dockerfile.path}.dockerignore`));
    }
  });

  test('with the .dockerignore of the context where none is named after the Dockerfile', async () => {
    const dockerfile = { type: 'file', path: 'Ignored.Dockerfile' } as const;
    await writeFile(path.join(folder, '.dockerignore'), 'deep\n*.md\n');
    expect(await walked(dockerfile)).toEqual(await received(dockerfile));
    expect(await walked(dockerfile)).not.toContain('deep');
  });
});
