import {
  chmod,
  chown,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { GantryClient } from '../../contract/index.ts';
import type { ComposeFileState } from '../../contract/model/composeFile.ts';
import { contract } from '../../contract/index.ts';
import { connect } from '../../contract/rpc/connect.ts';
import { memoryPipe } from '../../contract/rpc/memory.ts';
import { serve } from '../../contract/rpc/serve.ts';
import { runProgram } from '../plugins/runProgram.ts';
import { createCompose } from '../compose/cli/createCompose.ts';
import { createActivityLog } from './activity.ts';
import { createComposeFilesService } from './composeFiles.ts';

const context = 'default';
const home = path.join(tmpdir(), 'gantry-no-home');
const activity = createActivityLog();
let files: GantryClient['composeFiles'];
let closePipe: () => void;
let dir: string;
let file: string;

beforeAll(() => {
  const cliArgs = () => [];
  const env = { HOME: home, PATH: process.env['PATH'] };
  const compose = createCompose({ env, cliArgs, ownCompose: () => process.env['GANTRY_TEST_COMPOSE'] });
  const part = { composeFiles: contract.composeFiles };
  const [clientEnd, serverEnd, close] = memoryPipe();
  serve(part, { composeFiles: createComposeFilesService({ compose, cliArgs, activity }) }, serverEnd);
  files = connect(part, clientEnd).composeFiles;
  closePipe = close;
});
afterAll(() => closePipe());
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-compose-'));
  file = path.join(dir, 'compose.yaml');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const fails = (code: string, message: RegExp) => ({ error: { code, message: expect.stringMatching(message) } });
const isRoot = process.getuid?.() === 0;

describe('a Compose file that is opened and saved', () => {
  test.each([
    ['Windows line ends', 'services:\r\n  web:\r\n    image: a\r\n'],
    ['a byte order mark', '\uFEFFservices: {}\n'],
    ['both line ends, tabs, no end of line', 'a: 1\r\nb: 2\n# \tc  \n\n\nd: "é 🐳"'],
    ['nothing at all', ''],
  ])('keeps every byte of %s', async (_, text) => {
    await writeFile(file, text);
    const opened = await files.open({ path: dir });
    expect(opened).toMatchObject({ path: file, folder: dir, text, isReadOnly: false });
    const saved = await files.save({ path: file, text: opened.text, expectedRevision: opened.revision });
    expect(saved.revision).toBe(opened.revision);
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await readdir(dir)).toEqual(['compose.yaml']);
  });

  test('keeps rights and owner, and the link that leads to it', async () => {
    const real = path.join(dir, 'real.yaml');
    await writeFile(real, 'services: {}\n');
    await chmod(real, 0o2640);
    if (isRoot) await chown(real, 12345, 23456);
    await chmod(real, 0o2640);
    await symlink('real.yaml', file);
    const before = await stat(real);
    const { revision } = await files.open({ path: file });
    await files.save({ path: file, text: 'services: {}\n# more\n', expectedRevision: revision });
    const after = await stat(real);
    expect((await lstat(file)).isSymbolicLink()).toBe(true);
    expect([after.mode, after.uid, after.gid]).toEqual([before.mode, before.uid, before.gid]);
    expect(await readFile(real, 'utf8')).toBe('services: {}\n# more\n');
    expect((await readdir(dir)).toSorted()).toEqual(['compose.yaml', 'real.yaml']);
  });

  test('with a second name stays the same file under both', async () => {
    await writeFile(file, 'services: {}\n# a long line that goes\n');
    await link(file, path.join(dir, 'twin.yaml'));
    const { revision } = await files.open({ path: file });
    await files.save({ path: file, text: 'services: {}\n', expectedRevision: revision });
    expect(await readFile(path.join(dir, 'twin.yaml'), 'utf8')).toBe('services: {}\n');
    expect((await stat(file)).nlink).toBe(2);
  });

  test('that another program changed, removed or made is kept, unless it is to be replaced', async () => {
    await writeFile(file, 'a: 1\n');
    const { revision } = await files.open({ path: file });
    await writeFile(file, 'a: 2\n');
    const mine = { path: file, text: 'a: 3\n', expectedRevision: revision };
    await expect(files.save(mine)).rejects.toMatchObject(fails('conflict', /changed by another program/));
    await expect(files.save({ path: file, text: 'a: 3\n' })).rejects.toMatchObject(fails('conflict', /exists already/));
    expect(await readFile(file, 'utf8')).toBe('a: 2\n');
    await files.save({ ...mine, overwrite: true });
    expect(await readFile(file, 'utf8')).toBe('a: 3\n');
    await rm(file);
    await expect(files.save(mine)).rejects.toMatchObject(fails('conflict', /was removed/));
    await files.save({ path: file, text: 'a: 4\n' });
    expect(await readFile(file, 'utf8')).toBe('a: 4\n');
    expect(await readdir(dir)).toEqual(['compose.yaml']);
  });

  test('is refused in words when it is no YAML by name, not UTF-8, a folder, a pipe or too large', async () => {
    await expect(files.open({ path: '/etc/passwd' })).rejects.toMatchObject(fails('invalid-input', /no Compose file/));
    await expect(files.save({ path: path.join(dir, 'x.sh'), text: 'a' })).rejects.toMatchObject(
      fails('invalid-input', /no Compose file/),
    );
    await expect(files.open({ path: 'compose.yaml' })).rejects.toMatchObject(
      fails('invalid-input', /not a whole path/),
    );
    await writeFile(file, Buffer.from([0x61, 0xe9, 0x0a]));
    await expect(files.open({ path: file })).rejects.toMatchObject(fails('invalid-input', /not written in UTF-8/));
    await writeFile(file, Buffer.from('a: 1\n', 'utf16le'));
    await expect(files.open({ path: file })).rejects.toMatchObject(fails('invalid-input', /not text in UTF-8/));
    await writeFile(file, Buffer.alloc(4 * 1024 * 1024 + 1, 0x23));
    await expect(files.open({ path: file })).rejects.toMatchObject(fails('invalid-input', /larger than 4 MB/));
    const pipe = path.join(dir, 'pipe.yaml');
    await runProgram('mkfifo', [pipe], { env: process.env });
    await expect(files.open({ path: pipe })).rejects.toMatchObject(fails('invalid-input', /not a file/));
    await symlink('loop.yaml', path.join(dir, 'loop.yaml'));
    await expect(files.open({ path: path.join(dir, 'loop.yaml') })).rejects.toMatchObject(
      fails('invalid-input', /leads in a circle/),
    );
  });

  test('that is not there yet is empty, and a folder is asked for its usual file and its override', async () => {
    expect(await files.open({ path: dir })).toMatchObject({ path: file, text: '' });
    await writeFile(path.join(dir, 'docker-compose.yml'), 'services: {}\n');
    await writeFile(path.join(dir, 'compose.override.yaml'), 'services: {}\n');
    const opened = await files.open({ path: dir });
    expect(opened.path).toBe(path.join(dir, 'docker-compose.yml'));
    expect(opened.stack.configFiles.map((one) => path.basename(one))).toEqual([
      'docker-compose.yml',
      'compose.override.yaml',
    ]);
  });
});

describe('a Compose file that is watched', () => {
  test('says each change, also by an editor that puts a new file in its place, and that it is gone', async () => {
    await writeFile(file, 'a: 1\n');
    const seen: ComposeFileState[] = [];
    const stop = new AbortController();
    const watching = (async () => {
      for await (const state of files.watch({ path: file }, { signal: stop.signal })) seen.push(state);
    })().catch(() => undefined);
    const revision = async () => (await files.open({ path: file })).revision;
    const becomes = async (text: string, write: () => Promise<unknown>) => {
      await write();
      await expect.poll(async () => seen.at(-1)?.revision === (await revision()), { timeout: 5000 }).toBe(true);
      expect(await readFile(file, 'utf8')).toBe(text);
    };
    await expect.poll(() => seen.length).toBe(1);
    await becomes('a: 2\n', () => writeFile(file, 'a: 2\n'));
    for (const text of ['a: 3\n', 'a: 4\n']) {
      await becomes(text, async () => {
        await writeFile(path.join(dir, '.swap'), text);
        await rename(path.join(dir, '.swap'), file);
      });
    }
    await rm(file);
    await expect.poll(() => seen.at(-1)).toEqual({});
    await becomes('a: 5\n', () => writeFile(file, 'a: 5\n'));
    stop.abort();
    await watching;
  });
});

describe('docker compose config', () => {
  const stackOf = (...names: string[]) => ({
    workingDir: dir,
    configFiles: names.map((name) => path.join(dir, name)),
    envFiles: [],
    profiles: [],
  });
  const check = (text: string, names = ['compose.yaml']) =>
    files.check({ context, stack: stackOf(...names), overrides: [{ path: file, text }] });

  test('reads a text that is not saved, with paths as in the file itself', async () => {
    await writeFile(path.join(dir, 'w.env'), 'W=1\n');
    await writeFile(path.join(dir, '.env'), 'TAG=3\n');
    const checked = await check(
      'services:\n  web:\n    image: "a:${TAG}"\n    env_file: w.env\n    volumes: ["./x:/x"]\n',
    );
    expect(checked.findings).toEqual([]);
    expect(checked.config).toMatchObject({
      services: {
        web: { image: 'a:3', environment: { W: '1' }, volumes: [{ source: path.join(dir, 'x'), target: '/x' }] },
      },
    });
    expect(await readdir(dir)).toEqual(['.env', 'w.env']);
  });

  test('reads several files with unsaved texts, in their order, and leaves nothing behind', async () => {
    const over = path.join(dir, 'b.yaml');
    const checked = await files.check({
      context,
      stack: stackOf('compose.yaml', 'b.yaml'),
      overrides: [
        { path: file, text: 'services: {web: {image: a, labels: {x: "1"}}}\n' },
        { path: over, text: 'services: {web: {image: b, volumes: ["./d:/d"]}}\n' },
      ],
    });
    expect(checked.findings).toEqual([]);
    expect(checked.config).toMatchObject({
      services: { web: { image: 'b', labels: { x: '1' }, volumes: [{ source: path.join(dir, 'd') }] } },
    });
    const left = (await readdir(tmpdir())).filter((name) => name.startsWith('gantry-compose-'));
    for (const name of left) expect(await readdir(path.join(tmpdir(), name))).not.toContain('0-b.yaml');
  });

  test.each([
    ['half-typed', 'services:\n  web:\n    image: [a\n  foo', { line: 2 }],
    [
      'a key that there is not',
      'services:\n  web:\n    image: a\n    portz: 1\n',
      { path: ['services', 'web', 'portz'] },
    ],
    ['a wrong type', 'services:\n  web:\n    restart: 5\n    image: a\n', { path: ['services', 'web', 'restart'] }],
    [
      'a size that is none',
      'services:\n  web:\n    image: a\n    mem_limit: 12q\n',
      { path: ['services', 'web', 'mem_limit'] },
    ],
    ['the same key twice', 'services:\n  web:\n    image: a\n    image: b\n', { line: 4 }],
    [
      'a missing env file',
      'services:\n  web:\n    image: a\n    env_file: no.env\n',
      { message: expect.stringMatching(/no\.env/) },
    ],
    [
      'an undefined service',
      'services:\n  web:\n    image: a\n    depends_on: [db]\n',
      { message: expect.stringMatching(/undefined service "db"/) },
    ],
    [
      'a required variable',
      'services:\n  web:\n    image: ${NEED:?say it}\n',
      { message: expect.stringMatching(/say it/) },
    ],
  ])('says what it has against %s', async (_, text, expected) => {
    const { findings, config } = await check(text);
    expect(config).toBeUndefined();
    expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([expected]);
    expect(findings.map((finding) => finding.message).join()).not.toMatch(/(^|\s)-:/);
  });

  test('warns of what is unset and obsolete, once each, and takes the file', async () => {
    const { findings, config } = await check(
      'version: "3"\nservices:\n  web:\n    image: "a:${NOWHERE}"\n    labels: ["${NOWHERE}"]\n',
    );
    expect(config).toBeDefined();
    expect(findings.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
    expect(findings.map(({ message }) => message).toSorted()).toEqual([
      expect.stringMatching(/^The "NOWHERE" variable is not set/),
      expect.stringMatching(/^compose\.yaml: the attribute `version` is obsolete/),
    ]);
  });

  test('says that includes go in a circle', async () => {
    await mkdir(path.join(dir, 'sub'));
    await writeFile(path.join(dir, 'sub/a.yaml'), 'include: [../b.yaml]\n');
    await writeFile(path.join(dir, 'b.yaml'), 'include: [sub/a.yaml]\n');
    const { findings } = await check('include: [b.yaml]\nservices: {}\n');
    expect(findings).toMatchObject([{ severity: 'error', message: expect.stringMatching(/include cycle detected/) }]);
  });

  test('is stopped when an alias bomb keeps it busy', { timeout: 90_000 }, async () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `x-${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`).join(', ')}]`,
    );
    const bomb = `x-0: &l0 [x]\n${levels.join('\n')}\nservices: {w: {image: x, labels: *l9}}\n`;
    const startedAt = Date.now();
    const outcome = await check(bomb).catch((thrown: unknown) => thrown);
    expect(Date.now() - startedAt).toBeLessThan(40_000);
    expect(JSON.stringify(outcome)).toMatch(/did not come to an end|error/);
  });

  test('takes 20,000 lines', async () => {
    const services = Array.from(
      { length: 4000 },
      (_, n) => `  s${n}:\n    image: a\n    labels:\n      n: "${n}"\n    # ${n}`,
    );
    const { findings } = await check(`services:\n${services.join('\n')}\n`);
    expect(findings).toEqual([]);
  });

  test('is asked by the person: then it is in the activity log with its command', async () => {
    await writeFile(file, 'services: {web: {image: a}}\n');
    await files.check({ context, stack: stackOf('compose.yaml'), overrides: [], isAsked: true });
    expect([...activity.feed.values()].at(-1)).toMatchObject({
      title: `Check ${file}`,
      command: `docker compose --file ${file} config --quiet`,
      state: 'done',
    });
  });

  test('gives what variables stand for, and where that is from', async () => {
    await writeFile(
      path.join(dir, '.env'),
      'PLAIN=a b # why\nQUOTED="x $PLAIN"\nRAW=\'$PLAIN\'\nDB_PASSWORD=hunter2\nHOME=/elsewhere\nEMPTY=\n',
    );
    const names = ['PLAIN', 'QUOTED', 'RAW', 'DB_PASSWORD', 'HOME', 'EMPTY', 'NOWHERE', 'COMPOSE_PROJECT_NAME'];
    const found = await files.variables({ stack: stackOf('compose.yaml'), names });
    const env = path.join(dir, '.env');
    expect(found).toEqual([
      { name: 'PLAIN', value: 'a b', isSecret: false, source: { type: 'env-file', path: env, line: 1 } },
      { name: 'QUOTED', value: 'x a b', isSecret: false, source: { type: 'env-file', path: env, line: 2 } },
      { name: 'RAW', value: '$PLAIN', isSecret: false, source: { type: 'env-file', path: env, line: 3 } },
      { name: 'DB_PASSWORD', isSecret: true, source: { type: 'env-file', path: env, line: 4 } },
      { name: 'HOME', value: home, isSecret: false, source: { type: 'environment' } },
      { name: 'EMPTY', value: '', isSecret: false, source: { type: 'env-file', path: env, line: 6 } },
      { name: 'NOWHERE', isSecret: false, source: { type: 'unset' } },
      { name: 'COMPOSE_PROJECT_NAME', value: expect.any(String), isSecret: false, source: { type: 'compose' } },
    ]);
  });

  test('is given up when it is not wanted any more', async () => {
    const abort = new AbortController();
    const checking = files.check({ context, stack: stackOf('compose.yaml'), overrides: [] }, { signal: abort.signal });
    abort.abort();
    await expect(checking).rejects.toMatchObject({ error: { code: 'cancelled' } });
  });
});
