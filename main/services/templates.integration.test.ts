import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { toAppError } from '../../contract/errors.ts';
import type { DraftFrom, StackDraft } from '../../contract/model/template.ts';
import { TEST_LABEL } from '../../engine/testing/testEngine.ts';
import { testCompose, bringPlugins } from '../compose/testing/madeStacks.ts';
import { type OpenGantry, openGantry } from '../containerChange/testing/gantryClient.ts';
import { cliEnv, docker, testName } from '../live/testing/engineCli.ts';

const run = promisify(execFile);
const context = 'default';
const IMAGE = 'busybox:latest';
let gantry: OpenGantry;
let root: string;
const stacks: { readonly project: string; readonly folder: string }[] = [];

const compose = async (folder: string, ...args: string[]) =>
  (await run(testCompose(), args, { cwd: folder, env: { ...cliEnv(), HOME: root } })).stdout.trim();

beforeAll(async () => {
  gantry = await openGantry();
  await bringPlugins(gantry.dataDir);
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'gantry-templates-')));
});
afterEach(async () => {
  for (const { project, folder } of stacks.splice(0)) {
    await compose(folder, '--project-name', project, 'down', '--volumes', '--timeout', '0').catch(() => {});
  }
});
afterAll(async () => {
  await gantry.close();
  await rm(root, { recursive: true, force: true });
});

const draft = (from: DraftFrom) => gantry.client.templates.draft({ context, from });

/** Writes what was drafted, as the page does. */
async function create({ compose: text, env }: StackDraft, folder?: string) {
  const project = testName('new');
  const target = folder ?? path.join(root, project);
  const made = await gantry.client.templates.create({
    ...{ context, project, folder: target },
    content: { type: 'text', compose: text, env },
  });
  stacks.push({ project, folder: target });
  return { project, folder: target, path: made.path };
}
const up = ({ project, folder }: { readonly project: string; readonly folder: string }, ...more: string[]) =>
  compose(folder, '--project-name', project, 'up', '--detach', '--timeout', '0', ...more);

describe('a new stack from commands', () => {
  test('runs: its services find each other, and every character of a password arrives', async () => {
    const password = `it's "me" $HOME \\n #x`;
    const quoted = password.replaceAll("'", `'\\''`);
    const made = await create(
      await draft({
        type: 'commands',
        moveLateFlags: false,
        text: `docker run -d --label ${TEST_LABEL} --name db -e DB_PASSWORD='${quoted}' ${IMAGE} sh -c 'echo $HOME; exec httpd -f -p 80'
docker run -d --label ${TEST_LABEL} --name web --link db:mysql ${IMAGE} sleep 1000`,
      }),
    );
    expect((await stat(path.join(made.folder, '.env'))).mode & 0o777).toBe(0o600);
    expect(await readFile(made.path, 'utf8')).not.toContain('me"');
    await up(made);
    const env = JSON.parse(
      await docker('inspect', '--format', '{{json .Config.Env}}', `${made.project}-db-1`),
    ) as string[];
    expect(env).toContain(`DB_PASSWORD=${password}`);
    expect(await docker('inspect', '--format', '{{json .Config.Cmd}}', `${made.project}-db-1`)).toContain(
      'echo $HOME;',
    );
    for (const name of ['db', 'mysql']) await docker('exec', `${made.project}-web-1`, 'nslookup', name);
    const known = await gantry.client.stacks.inspect({ context, project: made.project });
    expect(known).toMatchObject({ definition: { type: 'here' }, files: { configFiles: [made.path] } });
    expect(known.services?.map(({ name }) => name).toSorted()).toEqual(['db', 'web']);
  });

  test('that make no container is refused, and nothing is written', async () => {
    const error = await draft({ type: 'commands', text: 'docker ps', moveLateFlags: false }).catch(toAppError);
    expect(error).toMatchObject({ code: 'invalid-input', message: 'No command in this text makes a container.' });
  });
});

test('running containers become a stack with the same settings, on the volume and network that are there', async () => {
  const [volume, network, name] = [testName('data'), testName('net'), testName('app')];
  await docker('volume', 'create', '--label', TEST_LABEL, volume);
  await docker('network', 'create', '--label', TEST_LABEL, network);
  try {
    const id = await docker(
      ...['run', '--detach', '--label', TEST_LABEL, '--name', name, '--network', network, '--env', 'MODE=fast'],
      ...['--volume', `${volume}:/data`, IMAGE, 'sh', '-c', 'echo kept > /data/note; exec sleep 1000'],
    );
    const drafted = await draft({ type: 'containers', ids: [id] });
    expect(drafted.notes.map(({ message }) => message).join('\n')).toMatch(
      /volume .* stays with its data[^]*|network .* stays/,
    );
    const made = await create(drafted);
    await docker('rm', '--force', id);
    await up(made);
    const [container] = JSON.parse(await docker('inspect', `${made.project}-${name}-1`)) as any[];
    expect(container.Config.Env).toContain('MODE=fast');
    expect(Object.keys(container.NetworkSettings.Networks)).toEqual([network]);
    expect(await docker('exec', `${made.project}-${name}-1`, 'cat', '/data/note')).toBe('kept');
    await compose(made.folder, '--project-name', made.project, 'down', '--volumes', '--timeout', '0');
    expect(await docker('volume', 'ls', '--quiet', '--filter', `name=${volume}`)).toBe(volume);
  } finally {
    await docker('rm', '--force', name).catch(() => '');
    await docker('network', 'rm', network);
    await docker('volume', 'rm', volume);
  }
});

test('a fig.yml becomes a stack beside it that scales from one to three and back behind its proxy', async () => {
  const folder = path.join(root, testName('fig'));
  await mkdir(folder);
  const fig = `lb:\n  image: ${IMAGE}\n  command: sleep 1000\n  links:\n    - web\nweb:\n  image: ${IMAGE}\n  command: sleep 1000\n`;
  await writeFile(path.join(folder, 'fig.yml'), fig);
  const drafted = await draft({
    type: 'old-file',
    text: fig.replaceAll('command:', `labels: ["${TEST_LABEL}="]\n  stop_signal: SIGKILL\n  command:`),
  });
  const made = await create(drafted, folder);
  expect((await readdir(folder)).toSorted()).toEqual(['compose.yaml', 'fig.yml']);
  const backends = async () =>
    new Set(
      (await docker('exec', `${made.project}-lb-1`, 'nslookup', 'web')).match(/^Address.*: \d+\.\d+\.\d+\.\d+$/gm),
    ).size;
  await up(made);
  for (const count of [1, 3, 1]) {
    await up(made, '--scale', `web=${count}`);
    expect(await backends()).toBe(count);
  }
  // The name that the link gave, as before.
  await docker('exec', `${made.project}-lb-1`, 'nslookup', 'web_1');
});

test('every template is written whole, and Compose takes it with the defaults', async () => {
  const { templates } = await gantry.client.templates.list({});
  expect(templates.length).toBeGreaterThanOrEqual(12);
  const refused: string[] = [];
  const modes = new Set<number>();
  for (const { id } of templates) {
    const project = testName('template');
    const folder = path.join(root, project);
    await gantry.client.templates.create({ context, project, folder, content: { type: 'template', id, values: {} } });
    await compose(folder, 'config', '--quiet').catch((thrown: unknown) => refused.push(`${id}: ${String(thrown)}`));
    modes.add((await stat(path.join(folder, '.env'))).mode & 0o777);
    await gantry.client.stacks.forget({ context, project });
  }
  expect(refused).toEqual([]);
  expect([...modes]).toEqual([0o600]);
});

describe('the commands in the activity log', () => {
  /** What the app wrote is what a person would type; so only the rest of the sequence is put to the test. */
  async function typedAgain(folder: string, command: string): Promise<string> {
    const again = `${folder}-again`;
    const editor = path.join(root, 'editor.sh');
    await writeFile(editor, `#!/bin/sh\ncat "$(echo "$1" | sed 's/-again\\//\\//')" > "$1"\n`, { mode: 0o755 });
    const script = command.replaceAll(folder, again);
    await run('/bin/sh', ['-c', `set -e\n${script}`], { env: { ...process.env, EDITOR: editor } });
    return again;
  }
  const listed = async (folder: string) =>
    (
      await run('/bin/sh', ['-c', 'find . -type f -exec stat -c "%n %a" {} + -exec md5sum {} + | sort'], {
        cwd: folder,
      })
    ).stdout;
  async function lastActivity(title: string) {
    for await (const change of gantry.client.activity.watch({}, { signal: AbortSignal.timeout(10_000) })) {
      const all = change.type === 'snapshot' ? change.items : change.upserted;
      const found = all.find((one) => one.title === title && one.state === 'done');
      if (found) return found;
    }
    throw new Error(`No ${title}.`);
  }

  test('make the same files as the app, from a text and from every template', async () => {
    const { templates } = await gantry.client.templates.list({});
    const contents = [
      { type: 'text', compose: 'services: {}\n', env: 'DB_PASSWORD=hunter2\n' } as const,
      { type: 'text', compose: 'services: {}\n', env: '' } as const,
      ...templates.map(({ id }) => ({ type: 'template', id, values: {} }) as const),
    ];
    for (const content of contents) {
      const project = testName('typed');
      const folder = path.join(root, project);
      await gantry.client.templates.create({ context, project, folder, content });
      const { command } = await lastActivity(`Create the stack ${project}`);
      expect(command).not.toContain('hunter2');
      expect(await listed(await typedAgain(folder, command))).toBe(await listed(folder));
      await gantry.client.stacks.forget({ context, project });
    }
  });

  test('tell a clone too', async () => {
    const source = path.join(root, testName('repository'));
    await mkdir(source);
    const git = (...words: string[]) =>
      run('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], { cwd: source });
    await git('init', '--quiet');
    await writeFile(path.join(source, 'compose.yaml'), 'services: {}\n');
    await git('add', '.');
    await git('commit', '--quiet', '--message', 'first');
    const folder = path.join(root, testName('clone'));
    const { jobId } = await gantry.client.templates.clone({ url: `file://${source}`, folder });
    expect((await gantry.ended(jobId)).state).toBe('done');
    const { command } = await lastActivity(`Clone file://${source}`);
    const again = `${folder}-again`;
    await run('/bin/sh', ['-c', command.replace(folder, again)]);
    expect(await readFile(path.join(again, 'compose.yaml'), 'utf8')).toBe('services: {}\n');
  });
});

test('what is there is never written over, and a name is taken once', async () => {
  const made = await create(await draft({ type: 'nothing' }));
  const again = { context, folder: made.folder, content: { type: 'text', compose: 'x: 1' } } as const;
  const refusal = (call: Promise<unknown>) => call.then(() => undefined, toAppError);
  expect(await refusal(gantry.client.templates.create({ ...again, project: testName('x') }))).toMatchObject({
    code: 'conflict',
  });
  expect(
    await refusal(gantry.client.templates.create({ ...again, project: made.project, folder: `${made.folder}-2` })),
  ).toMatchObject({ code: 'name-in-use', name: made.project });
  expect(await readFile(made.path, 'utf8')).not.toContain('x: 1');
});

describe('templates of one’s own', () => {
  test('a stack is saved as one without its passwords, listed, used, and forgotten with its folder', async () => {
    const made = await create({ ...(await draft({ type: 'nothing' })), env: 'HTTP_PORT=8080\nDB_PASSWORD=hunter2\n' });
    await writeFile(path.join(made.folder, 'site.conf'), 'listen');
    await writeFile(path.join(made.folder, 'server.key'), 'private');
    const folder = path.join(root, testName('sources'));
    const saved = await gantry.client.templates.save({
      ...{ context, project: made.project, folder, name: 'mine', title: 'Mine', description: 'Of my own' },
    });
    expect(saved.left.join()).toContain('server.key');
    expect((await readdir(saved.path)).toSorted()).toEqual(['compose.yaml', 'site.conf', 'template.json']);
    expect(await readFile(path.join(saved.path, 'template.json'), 'utf8')).not.toContain('hunter2');
    const { templates, sources } = await gantry.client.templates.list({});
    const mine = templates.find(({ title }) => title === 'Mine');
    expect(mine?.parameters.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'HTTP_PORT port',
      'DB_PASSWORD secret',
    ]);
    expect((await gantry.client.templates.open({ id: mine!.id })).files.map(({ path: file }) => file)).toEqual([
      'compose.yaml',
      'site.conf',
    ]);
    await gantry.client.templates.removeSource({ sourceId: sources[0]!.id });
    expect((await gantry.client.templates.list({})).sources).toEqual([]);
    expect(await readdir(saved.path)).toContain('compose.yaml');
  });

  test('a repository of them is fetched, fetched again, and goes with its source', async () => {
    const origin = path.join(root, testName('origin'));
    await mkdir(path.join(origin, 'one'), { recursive: true });
    const git = (...args: string[]) =>
      run('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
        cwd: origin,
        env: { PATH: process.env['PATH'] },
      });
    const manifest = (title: string) => JSON.stringify({ title, description: 'x' });
    await writeFile(path.join(origin, 'one/compose.yaml'), 'services: { a: { image: x } }\n');
    await writeFile(path.join(origin, 'one/template.json'), manifest('First'));
    await git('init', '--initial-branch=main');
    await git('add', '.');
    await git('commit', '-m', 'one');
    const titles = async () =>
      (await gantry.client.templates.list({})).templates
        .filter(({ from }) => from !== undefined)
        .map(({ title }) => title);
    const { jobId } = await gantry.client.templates.addRepository({ url: `file://${origin}` });
    const job = await gantry.ended(jobId);
    expect(job).toMatchObject({ state: 'done', command: expect.stringContaining('git clone --depth 1 -- file://') });
    expect(await titles()).toEqual(['First']);
    await writeFile(path.join(origin, 'one/template.json'), manifest('Second'));
    await git('commit', '-am', 'two');
    const [source] = (await gantry.client.templates.list({})).sources;
    const again = await gantry.client.templates.updateSource({ sourceId: source!.id });
    expect(await gantry.ended(again.jobId)).toMatchObject({ state: 'done' });
    expect(await titles()).toEqual(['Second']);

    // The same repository, cloned as a stack of one’s own.
    const folder = path.join(root, testName('cloned'));
    const cloned = await gantry.client.templates.clone({ url: `file://${origin}`, folder });
    expect(await gantry.ended(cloned.jobId)).toMatchObject({ state: 'done' });
    expect(await gantry.client.templates.findIn({ path: folder })).toMatchObject([
      { project: 'one', files: { workingDir: path.join(folder, 'one') } },
    ]);

    await gantry.client.templates.removeSource({ sourceId: source!.id });
    expect(await readdir(path.join(gantry.dataDir, 'template-sources'))).toEqual([]);
  });
});
