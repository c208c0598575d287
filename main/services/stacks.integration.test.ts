import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { composeCommand } from '../../contract/commands/composeCommands.ts';
import { CONFIG_WORDS, withAllProfiles } from '../../contract/compose/resolved.ts';
import { stackInFolder } from '../compose/folders/inFolder.ts';
import { convertFig } from '../../contract/compose/fig.ts';
import { docker, shell } from '../live/testing/engineCli.ts';
import {
  compose,
  composeText,
  MadeStacks,
  startStacksClient,
  type StacksClient,
  writeCompose,
} from './stacks/testing/client.ts';

const context = 'default';
let gantry: StacksClient;
const made = new MadeStacks();

beforeAll(async () => void (gantry = await startStacksClient()));
afterEach(() => made.removeAll());
afterAll(() => gantry.close());

const NO_FILES = { envFiles: [], profiles: [] };

describe('the list of stacks', () => {
  test('shows what the CLI starts, scales, stops and takes down, and keeps it afterwards', async () => {
    const folder = await made.folder();
    const project = made.project();
    await writeCompose(folder, composeText({ web: [], db: [] }));
    const reader = gantry.watch();
    const now = () => reader.believed.get(project);
    try {
      await compose(folder, '--project-name', project, 'up', '--detach');
      await reader.until('it runs', () => now()?.status === 'running' && now()?.containerCount === 2);
      expect(now()).toMatchObject({
        definition: { type: 'here' },
        files: { workingDir: folder, configFiles: [path.join(folder, 'compose.yaml')], ...NO_FILES },
        services: [
          { name: 'db', containerCount: 1, runningCount: 1 },
          { name: 'web', containerCount: 1, runningCount: 1 },
        ],
        networkCount: 1,
        origin: { isInEngine: true, isInFolder: false },
      });
      await compose(folder, '--project-name', project, 'up', '--detach', '--scale', 'web=3');
      await reader.until('three of web', () => now()?.services[1]?.runningCount === 3);
      await compose(folder, '--project-name', project, 'stop', 'db');
      await reader.until('db is stopped', () => now()?.status === 'partly-running');
      await compose(folder, '--project-name', project, 'pause', 'web');
      await reader.until('the rest is paused', () => now()?.status === 'paused');
      await compose(folder, '--project-name', project, 'unpause', 'web');
      await compose(folder, '--project-name', project, 'stop');
      await reader.until('it is stopped', () => now()?.status === 'stopped');
      await compose(folder, '--project-name', project, 'down');
      await reader.until('it is down', () => now()?.status === 'not-created' && now()?.networkCount === 0);
      expect(now()).toMatchObject({
        origin: { isInEngine: false, isRemembered: true },
        definition: { type: 'here' },
        files: { workingDir: folder },
      });
      await gantry.client.stacks.forget({ context, project });
      await reader.until('it is forgotten', () => now() === undefined);
    } finally {
      reader.stop();
    }
  });

  test('a change that the CLI makes is in the list without asking the engine for whole lists again', async () => {
    const folder = await made.folder();
    const project = made.project();
    await writeCompose(folder, composeText({ web: [] }));
    await compose(folder, '--project-name', project, 'create');
    const reader = gantry.watch();
    try {
      await reader.until('it is there', () => reader.believed.get(project)?.status === 'stopped');
      const asked = () =>
        gantry.proxy.requests
          .filter((line) => /GET .*\/(containers\/json|networks|volumes)/.test(line))
          .filter((line) => !line.includes('filters')).length;
      const before = asked();
      await docker('start', `${project}-web-1`);
      await reader.until('it runs', () => reader.believed.get(project)?.status === 'running');
      expect(asked()).toBe(before);
    } finally {
      reader.stop();
    }
  });

  test('one whose files have gone says which, and again when they are back', async () => {
    const folder = await made.folder();
    const project = made.project();
    await writeCompose(folder, composeText({ web: [] }));
    await compose(folder, '--project-name', project, 'up', '--detach');
    const reader = gantry.watch();
    const now = () => reader.believed.get(project)?.definition;
    const file = path.join(folder, 'compose.yaml');
    try {
      await reader.until('it is there', () => now()?.type === 'here');
      await reader.until('it runs', () => reader.believed.get(project)?.status === 'running');
      await rename(file, `${file}.away`);
      await reader.until('its file has gone', () => now()?.type === 'missing');
      expect(now()).toEqual({ type: 'missing', files: [file] });
      expect(await gantry.client.stacks.inspect({ context, project })).toMatchObject({
        definition: { type: 'missing', files: [file] },
        filesFrom: 'labels',
      });
      await rename(`${file}.away`, file);
      await reader.until('it is back', () => now()?.type === 'here');
      await rm(folder, { recursive: true });
      await reader.until('its folder has gone', () => now()?.type === 'missing');
      expect(reader.believed.get(project)?.status).toBe('running');
    } finally {
      reader.stop();
    }
  });

  test('one that was read from standard input is there, and says that nobody knows its files', async () => {
    const project = made.project();
    const folder = await made.folder();
    await writeCompose(folder, composeText({ web: [] }), 'hidden.yaml');
    await docker(
      'run',
      '--detach',
      '--name',
      `${project}-web-1`,
      '--label',
      'gantry.test',
      '--label',
      `com.docker.compose.project=${project}`,
      '--label',
      'com.docker.compose.service=web',
      '--label',
      'com.docker.compose.project.config_files=-',
      '--label',
      `com.docker.compose.project.working_dir=${folder}`,
      'busybox:latest',
      'sleep',
      '1000',
    );
    const reader = gantry.watch();
    try {
      await reader.until('it is there', () => reader.believed.get(project)?.status === 'running');
      expect(reader.believed.get(project)).toMatchObject({ definition: { type: 'unknown' } });
      expect(await gantry.stacks.known.filesOf({ context, project })).toBeUndefined();
    } finally {
      reader.stop();
      await docker('rm', '--force', `${project}-web-1`);
    }
  });

  test('a container of `docker compose run` is none of its services', async () => {
    const folder = await made.folder();
    const project = made.project();
    await writeCompose(folder, composeText({ web: [] }));
    await compose(folder, '--project-name', project, 'run', '--detach', 'web', 'sleep', '500');
    const reader = gantry.watch();
    try {
      await reader.until('it is there', () => reader.believed.get(project)?.status === 'partly-running');
      expect(reader.believed.get(project)).toMatchObject({ containerCount: 0, services: [], oneOffCount: 1 });
    } finally {
      reader.stop();
    }
  });
});

describe('folders that are looked through', () => {
  test('have their stacks in the list, as they come and go', async () => {
    const folder = await made.folder();
    const [shop, blog] = [made.project('shop'), made.project('blog')];
    await mkdir(path.join(folder, 'deep', shop), { recursive: true });
    await writeCompose(path.join(folder, 'deep', shop), composeText({ web: [] }));
    const reader = gantry.watch();
    try {
      expect(await gantry.client.stacks.addFolder({ path: folder })).toEqual({ projects: [shop] });
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
      await expect(gantry.client.stacks.addFolder({ path: folder })).rejects.toMatchObject({
        error: { code: 'conflict' },
      });
      await gantry.client.stacks.removeFolder({ path: folder });
      await reader.until('none of them', () => !reader.believed.has(blog));
    } finally {
      reader.stop();
    }
  });

  test('a folder that is not there is refused', async () => {
    const folder = await made.folder();
    const missing = path.join(folder, 'nowhere');
    await expect(gantry.client.stacks.addFolder({ path: missing })).rejects.toMatchObject({
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

describe('the definition of a stack', () => {
  test('has its services, ports, profiles and what is old in it', async () => {
    const folder = await made.folder();
    const project = made.project();
    await writeCompose(
      folder,
      composeText(
        {
          web: ['ports: ["8080", "127.0.0.1:18081:81/udp"]', 'depends_on: [db]', 'scale: 2'],
          db: [],
          debug: ['profiles: [tools]', 'links: [db]'],
        },
        'version: "3"\n',
      ),
    );
    await compose(folder, '--project-name', project, 'create', 'db');
    const detail = await gantry.client.stacks.inspect({ context, project });
    const file = path.join(folder, 'compose.yaml');
    expect(detail).toMatchObject({
      filesFrom: 'labels',
      definition: { type: 'here' },
      profiles: ['tools'],
      oldSyntax: [
        { kind: 'version', file, services: [] },
        { kind: 'links', file, services: ['debug'] },
      ],
      services: [
        { name: 'db', wantedCount: 1, isActive: true, profiles: [] },
        { name: 'debug', isActive: false, profiles: ['tools'] },
        {
          name: 'web',
          wantedCount: 2,
          dependsOn: ['db'],
          ports: [
            { target: 8080, protocol: 'tcp' },
            { target: 81, protocol: 'udp', published: '18081', hostIp: '127.0.0.1' },
          ],
        },
      ],
    });
    expect(detail.warnings.join()).toContain('`version` is obsolete');
  });

  test('that is broken is told, and read again when it is mended', async () => {
    const folder = await made.folder();
    const project = made.project();
    await writeCompose(folder, composeText({ web: [] }));
    await compose(folder, '--project-name', project, 'create');
    const reader = gantry.watch();
    try {
      await reader.until('it is there', () => reader.believed.get(project)?.editedAt !== undefined);
      const before = reader.believed.get(project)?.editedAt;
      await writeCompose(folder, 'services:\n  web: [\n');
      const broken = await gantry.client.stacks.inspect({ context, project });
      expect(broken.services).toBeUndefined();
      expect(broken.problem).toMatchObject({ message: expect.stringContaining('yaml: line 2') });
      await reader.until('that it was written', () => reader.believed.get(project)?.editedAt !== before);
      await writeCompose(folder, composeText({ web: ['env_file: nope.env'] }));
      const noEnv = await gantry.client.stacks.inspect({ context, project });
      expect(noEnv.problem?.message).toContain('nope.env');
      await writeFile(path.join(folder, 'nope.env'), 'A=1\n');
      await expect
        .poll(async () => (await gantry.client.stacks.inspect({ context, project })).services?.length, {
          timeout: 10_000,
        })
        .toBe(1);
    } finally {
      reader.stop();
    }
  });

  test('files that the person chooses win over those of the labels, until they are forgotten', async () => {
    const folder = await made.folder();
    const project = made.project();
    const ref = { context, project };
    await writeCompose(folder, composeText({ web: [] }));
    await writeCompose(folder, composeText({ other: ['profiles: [more]'] }), 'more.yaml');
    await compose(folder, '--project-name', project, 'create');
    const files = {
      workingDir: folder,
      configFiles: [path.join(folder, 'compose.yaml'), path.join(folder, 'more.yaml')],
      envFiles: [],
      profiles: ['more'],
    };
    await gantry.client.stacks.setFiles({ ...ref, files });
    expect(await gantry.stacks.known.filesOf(ref)).toEqual(files);
    await expect
      .poll(async () => (await gantry.client.stacks.inspect(ref)).labelFiles)
      .toMatchObject({ configFiles: [files.configFiles[0]] });
    const detail = await gantry.client.stacks.inspect(ref);
    expect(detail.filesFrom).toBe('person');
    expect(detail.services?.map(({ name, isActive }) => [name, isActive])).toEqual([
      ['other', true],
      ['web', true],
    ]);
    expect(JSON.parse(await readFile(path.join(gantry.dataDir, 'stacks.json'), 'utf8'))).toMatchObject({
      stacks: expect.arrayContaining([expect.objectContaining({ project, files, isChosen: true })]),
    });
    const nowhere = { ...files, configFiles: [path.join(folder, 'nowhere.yaml')] };
    await expect(gantry.client.stacks.setFiles({ ...ref, files: nowhere })).rejects.toMatchObject({
      error: { code: 'not-found', message: expect.stringContaining('nowhere.yaml') },
    });
    await gantry.client.stacks.forget(ref);
    expect((await gantry.stacks.known.lookUp(ref))?.from).toBe('labels');
  });

  test('is what the shown command says', async () => {
    const folder = await made.folder('it’s a folder');
    const project = made.project();
    await writeCompose(folder, composeText({ web: ['profiles: [a]'], db: ['environment: { A: "$$x" }'] }));
    const files = { workingDir: folder, configFiles: [path.join(folder, 'compose.yaml')], envFiles: [], profiles: [] };
    await gantry.client.stacks.setFiles({ context, project, files });
    const { config } = await gantry.client.stacks.inspect({ context, project });
    const command = composeCommand({ context, project, files: withAllProfiles(files) }, CONFIG_WORDS).replace(
      /^docker compose/,
      `"$GANTRY_TEST_COMPOSE"`,
    );
    const said = await shell(`GANTRY_TEST_COMPOSE='${process.env['GANTRY_TEST_COMPOSE']}'\n${command}`);
    expect(JSON.parse(said)).toEqual(config);
    await gantry.client.stacks.forget({ context, project });
  });
});

describe('a file of Fig', () => {
  const FIG = [
    '# ours',
    'db:',
    '  image: busybox:latest',
    '  command: sleep 1000',
    '  environment:',
    '    A: "1"',
    'web:',
    '  image: busybox:latest',
    '  command: sleep 1000',
    '  links:',
    '    - db:database',
    '  volumes_from:',
    '    - db',
    '',
  ].join('\n');

  test('is found, told, and reaches what it linked to by the same names when it was converted', async () => {
    const folder = await made.folder();
    const project = made.project('fig');
    await writeCompose(folder, FIG, 'fig.yml');
    expect((await stackInFolder(folder, new Set(['fig.yml'])))?.files.configFiles).toEqual([
      path.join(folder, 'fig.yml'),
    ]);
    const files = { workingDir: folder, configFiles: [path.join(folder, 'fig.yml')], envFiles: [], profiles: [] };
    await gantry.client.stacks.setFiles({ context, project, files });
    const old = await gantry.client.stacks.inspect({ context, project });
    expect(old).toMatchObject({
      problem: { code: expect.any(String) },
      oldSyntax: [{ kind: 'no-services' }, { kind: 'links' }],
    });
    const converted = convertFig(FIG);
    if (!converted.ok) throw new Error(converted.message);
    await writeCompose(folder, converted.text);
    await compose(folder, '--project-name', project, 'up', '--detach', '--timeout', '0');
    for (const name of ['db', 'database', 'db_1', 'database_1']) {
      await docker('exec', `${project}-web-1`, 'ping', '-c', '1', '-W', '2', name);
    }
    const config = JSON.parse(await compose(folder, 'config', '--format', 'json')) as {
      services: Record<string, { environment?: object; volumes_from?: readonly string[] }>;
    };
    expect(config.services['db']?.environment).toEqual({ A: '1' });
    expect(config.services['web']?.volumes_from).toEqual(['db']);
    await compose(folder, '--project-name', project, 'down', '--timeout', '0');
    await gantry.client.stacks.forget({ context, project });
  });
});
