import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { stackInFolder } from '../compose/folders/inFolder.ts';
import { docker } from '../live/testing/engineCli.ts';
import { compose, composeText, stacksClient, writeCompose } from './stacks/testing/client.ts';

const served = stacksClient();
const { made } = served;

describe('folders that are looked through', () => {
  test('have their stacks in the list, as they come and go', async () => {
    const folder = await made.folder();
    const [shop, blog] = [made.project('shop'), made.project('blog')];
    await mkdir(path.join(folder, 'deep', shop), { recursive: true });
    await writeCompose(path.join(folder, 'deep', shop), composeText({ web: [] }));
    const reader = served.gantry.watch();
    try {
      expect(await served.gantry.client.stacks.addFolder({ path: folder })).toEqual({ projects: [shop] });
      await reader.until('what is in it', () => reader.believed.has(shop));
      expect(reader.believed.get(shop)).toMatchObject({
        status: 'not-created',
        origin: { isInEngine: false, isRemembered: false, isInFolder: true },
        definition: { type: 'here' },
      });
      await mkdir(path.join(folder, 'new'));
      await writeCompose(path.join(folder, 'new'), composeText({ web: [] }, `name: ${blog}\n`));
      await reader.until('a new one', () => reader.believed.has(blog));
      await rm(path.join(folder, 'deep'), { recursive: true });
      await reader.until('the first has gone', () => !reader.believed.has(shop));
      await expect(served.gantry.client.stacks.addFolder({ path: folder })).rejects.toMatchObject({
        error: { code: 'conflict' },
      });
      await served.gantry.client.stacks.removeFolder({ path: folder });
      await reader.until('none of them', () => !reader.believed.has(blog));
    } finally {
      reader.stop();
    }
  });

  test('a folder that is not there is refused', async () => {
    const folder = await made.folder();
    const missing = path.join(folder, 'nowhere');
    await expect(served.gantry.client.stacks.addFolder({ path: missing })).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
  });

  test.each([
    [
      'the first of its names, with its override',
      { 'compose.yml': '', 'docker-compose.yaml': '', 'docker-compose.override.yml': '' },
      '',
    ],
    ['the name in the file', { 'docker-compose.yml': 'name: "Named-${WHO:-nobody}"\n'.toLowerCase() }, ''],
    ['the name of the environment file', { 'compose.yaml': 'name: other\n' }, 'COMPOSE_PROJECT_NAME=from-env\n'],
    ['the files of the environment file', { 'a.yml': '', 'b.yml': 'name: last-name\n' }, 'COMPOSE_FILE=a.yml:b.yml\n'],
    ['the name of a folder that is no name', { 'compose.yaml': '' }, ''],
  ])('are read as Compose reads them: %s', async (_what, files, env) => {
    const folder = await made.folder('_My Folder.2');
    for (const [name, top] of Object.entries(files)) {
      await writeFile(
        path.join(folder, name),
        name.includes('override') ? 'services: { web: { hostname: x } }\n' : composeText({ web: [] }, top),
      );
    }
    if (env) await writeFile(path.join(folder, '.env'), env);
    const found = await stackInFolder(folder, new Set([...Object.keys(files), ...(env ? ['.env'] : [])]));
    const config = JSON.parse(await compose(folder, 'config', '--format', 'json')) as {
      name: string;
      services: object;
    };
    expect(found?.project).toBe(config.name);
    await compose(folder, 'create');
    try {
      const labels = JSON.parse(
        await docker('inspect', '--format', '{{json .Config.Labels}}', `${config.name}-web-1`),
      ) as Record<string, string>;
      expect(found?.files.configFiles).toEqual(labels['com.docker.compose.project.config_files']?.split(','));
    } finally {
      await compose(folder, 'down', '--timeout', '0');
    }
  });
});
