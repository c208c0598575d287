import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { labelledFiles } from './labelled.ts';
import { openStackMemory } from './memory.ts';

let dir: string;
beforeEach(async () => void (dir = await mkdtemp(path.join(tmpdir(), 'gantry-stack-memory-'))));
afterEach(() => rm(dir, { recursive: true, force: true }));

const ref = { context: 'default', project: 'shop' };
const files = (folder: string) => ({
  workingDir: folder,
  configFiles: [`${folder}/compose.yaml`],
  envFiles: [],
  profiles: [],
});

test('what was seen and what was chosen are there after a restart, by engine', async () => {
  const memory = await openStackMemory(dir);
  memory.see(ref, files('/a'));
  await memory.choose({ ...ref, context: 'other' }, files('/b'));
  await memory.addFolder('/srv');
  await memory.close();
  const again = await openStackMemory(dir);
  expect(again.get(ref)).toMatchObject({ files: files('/a'), isChosen: false });
  expect(again.of('other')).toMatchObject([{ project: 'shop', files: files('/b'), isChosen: true }]);
  expect(again.folders()).toEqual(['/srv']);
});

test('what is seen never changes what was chosen, until that is forgotten', async () => {
  const memory = await openStackMemory(dir);
  await memory.choose(ref, files('/mine'));
  memory.see(ref, files('/a'));
  expect(memory.get(ref)?.files.workingDir).toBe('/mine');
  await memory.forget(ref);
  memory.see(ref, files('/a'));
  expect(memory.get(ref)?.files.workingDir).toBe('/a');
  await memory.close();
});

test('what was only seen is not kept without end, what was chosen is', async () => {
  const memory = await openStackMemory(dir);
  await memory.choose({ ...ref, project: 'mine' }, files('/mine'));
  for (let index = 0; index < 310; index++) memory.see({ ...ref, project: `s${index}` }, files(`/${index}`));
  expect(memory.of('default')).toHaveLength(301);
  expect(memory.get({ ...ref, project: 'mine' })).toBeDefined();
  expect(memory.get({ ...ref, project: 's0' })).toBeUndefined();
  await memory.close();
});

test('a damaged file is put aside, and entries of a newer version are kept', async () => {
  await writeFile(path.join(dir, 'stacks.json'), '{"stacks": [');
  await (await openStackMemory(dir)).close();
  expect((await readdir(dir)).some((name) => name.startsWith('stacks.json.broken-'))).toBe(true);
  const odd = { context: 'x', project: 'y', files: 'elsewhere' };
  await writeFile(path.join(dir, 'stacks.json'), JSON.stringify({ stacks: [odd], folders: [1, '/srv'] }));
  const memory = await openStackMemory(dir);
  expect(memory.folders()).toEqual(['/srv']);
  await memory.choose(ref, files('/a'));
  await memory.close();
  expect(JSON.parse(await readFile(path.join(dir, 'stacks.json'), 'utf8'))).toMatchObject({
    stacks: [{ project: 'shop' }, odd],
  });
});

test('labels say the files, also those of old and of other systems; standard input is no file', () => {
  const labels = (working: string, config: string, env = '') => ({
    'com.docker.compose.project.working_dir': working,
    'com.docker.compose.project.config_files': config,
    'com.docker.compose.project.environment_file': env,
  });
  expect(labelledFiles(labels('/a', '/a/x.yaml,/b/y.yaml', '/a/.prod'))).toEqual({
    ...{ workingDir: '/a', configFiles: ['/a/x.yaml', '/b/y.yaml'], envFiles: ['/a/.prod'], profiles: [] },
  });
  expect(labelledFiles(labels('/a', 'docker-compose.yml'))?.configFiles).toEqual(['/a/docker-compose.yml']);
  expect(labelledFiles(labels('C:\\a', 'C:\\a\\x.yml'))?.configFiles).toEqual(['C:\\a\\x.yml']);
  expect(labelledFiles(labels('/a', '-'))).toBeUndefined();
  expect(labelledFiles({})).toBeUndefined();
});
