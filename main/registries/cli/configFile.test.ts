import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changeCliConfig, readCliConfig } from './configFile.ts';

let dir: string;
const file = () => join(dir, 'config.json');
const text = () => readFile(file(), 'utf8');
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'gantry-cli-config-'))));
afterEach(() => rm(dir, { recursive: true }));

const add = (key: string) => (config: Record<string, unknown>) => {
  config[key] = true;
};

test('what is not ours stays: unknown keys, their order and how it is indented', async () => {
  const before = '{\n    "zebra": {"b": 1, "a": [1, 2]},\n    "auths": {},\n    "HttpHeaders": {"X": "é"}\n}\n';
  await writeFile(file(), before);
  await changeCliConfig(dir, add('new'));
  const changed = await text();
  expect(Object.keys(JSON.parse(changed) as object)).toEqual(['zebra', 'auths', 'HttpHeaders', 'new']);
  expect(JSON.parse(changed)).toEqual({ ...(JSON.parse(before) as object), new: true });
  expect(changed).toMatch(/^\{\n    "zebra"/);
  expect(changed.endsWith('}\n')).toBe(true);
});

test('a new file is as the CLI writes it, in a folder that is made, for nobody else to read', async () => {
  const nested = join(dir, 'home/.docker');
  await changeCliConfig(nested, add('x'));
  expect(await readFile(join(nested, 'config.json'), 'utf8')).toBe('{\n\t"x": true\n}');
  expect((await stat(join(nested, 'config.json'))).mode & 0o777).toBe(0o600);
  expect((await stat(nested)).mode & 0o777).toBe(0o700);
  expect(await readdir(nested)).toEqual(['config.json']);
});

test('a file that others could read is closed to them', async () => {
  await writeFile(file(), '{}', { mode: 0o644 });
  await changeCliConfig(dir, add('x'));
  expect((await stat(file())).mode & 0o777).toBe(0o600);
});

test('a change that is none writes nothing', async () => {
  await writeFile(file(), '{\n\t"auths": {}\n}');
  const { mtimeMs } = await stat(file());
  await changeCliConfig(dir, () => {});
  expect((await stat(file())).mtimeMs).toBe(mtimeMs);
});

test('changes at once are all there in the end', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => changeCliConfig(dir, add(`k${index}`))));
  expect(Object.keys(await readCliConfig(dir))).toHaveLength(20);
});

test('what the CLI writes meanwhile is not lost', async () => {
  await writeFile(file(), '{}');
  let isFirst = true;
  const { writeFileSync } = await import('node:fs');
  await changeCliConfig(dir, (config) => {
    if (isFirst) writeFileSync(file(), '{"byTheCli": 1}'); // between our reading and our writing
    isFirst = false;
    config['byUs'] = 2;
  });
  expect(await readCliConfig(dir)).toEqual({ byTheCli: 1, byUs: 2 });
});

test('a link to a folder of dot files stays a link', async () => {
  await writeFile(join(dir, 'real.json'), '{}');
  await symlink('real.json', file());
  await changeCliConfig(dir, add('x'));
  expect(JSON.parse(await readFile(join(dir, 'real.json'), 'utf8'))).toEqual({ x: true });
  expect(await readCliConfig(dir)).toEqual({ x: true });
});

test.each(['{"auths": {"a": {"auth": "c2VjcmV0"', '[]', '"text"'])(
  'a damaged file is not touched: %s',
  async (damaged) => {
    await writeFile(file(), damaged);
    const failure: unknown = await changeCliConfig(dir, add('x')).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ error: { code: 'conflict', message: expect.stringContaining('damaged') } });
    expect(JSON.stringify(failure)).not.toContain('c2VjcmV0');
    expect(await text()).toBe(damaged);
  },
);

test('an empty file is as good as none', async () => {
  await writeFile(file(), '');
  await changeCliConfig(dir, add('x'));
  expect(await readCliConfig(dir)).toEqual({ x: true });
});
