import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { composeCommand } from '../../contract/commands/composeCommands.ts';
import { convertFig } from '../../contract/compose/fig.ts';
import { CONFIG_WORDS, withAllProfiles } from '../../contract/compose/resolved.ts';
import { stackInFolder } from '../compose/folders/inFolder.ts';
import { docker, shell } from '../live/testing/engineCli.ts';
import { compose, composeText, stacksClient, writeCompose } from './stacks/testing/client.ts';

const context = 'default';
const served = stacksClient();
const { made } = served;

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
    const detail = await served.gantry.client.stacks.inspect({ context, project });
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
    const reader = served.gantry.watch();
    try {
      await reader.until('it is there', () => reader.believed.get(project)?.editedAt !== undefined);
      const before = reader.believed.get(project)?.editedAt;
      await writeCompose(folder, 'services:\n  web: [\n');
      const broken = await served.gantry.client.stacks.inspect({ context, project });
      expect(broken.services).toBeUndefined();
      expect(broken.problem).toMatchObject({ message: expect.stringContaining('yaml: line 2') });
      await reader.until('that it was written', () => reader.believed.get(project)?.editedAt !== before);
      await writeCompose(folder, composeText({ web: ['env_file: nope.env'] }));
      const noEnv = await served.gantry.client.stacks.inspect({ context, project });
      expect(noEnv.problem?.message).toContain('nope.env');
      await writeFile(path.join(folder, 'nope.env'), 'A=1\n');
      await expect
        .poll(async () => (await served.gantry.client.stacks.inspect({ context, project })).services?.length, {
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
    await served.gantry.client.stacks.setFiles({ ...ref, files });
    expect(await served.gantry.stacks.known.filesOf(ref)).toEqual(files);
    await expect
      .poll(async () => (await served.gantry.client.stacks.inspect(ref)).labelFiles)
      .toMatchObject({ configFiles: [files.configFiles[0]] });
    const detail = await served.gantry.client.stacks.inspect(ref);
    expect(detail.filesFrom).toBe('person');
    expect(detail.services?.map(({ name, isActive }) => [name, isActive])).toEqual([
      ['other', true],
      ['web', true],
    ]);
    expect(JSON.parse(await readFile(path.join(served.gantry.dataDir, 'stacks.json'), 'utf8'))).toMatchObject({
      stacks: expect.arrayContaining([expect.objectContaining({ project, files, isChosen: true })]),
    });
    const nowhere = { ...files, configFiles: [path.join(folder, 'nowhere.yaml')] };
    await expect(served.gantry.client.stacks.setFiles({ ...ref, files: nowhere })).rejects.toMatchObject({
      error: { code: 'not-found', message: expect.stringContaining('nowhere.yaml') },
    });
    await served.gantry.client.stacks.forget(ref);
    expect((await served.gantry.stacks.known.lookUp(ref))?.from).toBe('labels');
  });

  test('is what the shown command says', async () => {
    const folder = await made.folder('it’s a folder');
    const project = made.project();
    await writeCompose(folder, composeText({ web: ['profiles: [a]'], db: ['environment: { A: "$$x" }'] }));
    const files = { workingDir: folder, configFiles: [path.join(folder, 'compose.yaml')], envFiles: [], profiles: [] };
    await served.gantry.client.stacks.setFiles({ context, project, files });
    const { config } = await served.gantry.client.stacks.inspect({ context, project });
    const command = composeCommand({ context, project, files: withAllProfiles(files) }, CONFIG_WORDS).replace(
      /^docker compose/,
      `"$GANTRY_TEST_COMPOSE"`,
    );
    const said = await shell(`GANTRY_TEST_COMPOSE='${process.env['GANTRY_TEST_COMPOSE']}'\n${command}`);
    expect(JSON.parse(said)).toEqual(config);
    await served.gantry.client.stacks.forget({ context, project });
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
    await served.gantry.client.stacks.setFiles({ context, project, files });
    const old = await served.gantry.client.stacks.inspect({ context, project });
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
    await served.gantry.client.stacks.forget({ context, project });
  });
});
