import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ContextSettings, type ContextSettingsInput } from '../../contract/model/contextEdit.ts';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { createActivityLog } from '../services/activity.ts';
import { type ContextEditor, createContextEditor } from './edit.ts';
import { createSignIn } from './signIn.ts';

const run = promisify(execFile);
const { signal } = new AbortController();

let home: string;
let pem: { ca: string; cert: string; key: string };
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'gantry-context-edit-'));
  const [cert, key] = [join(home, 'cert.pem'), join(home, 'key.pem')];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', '/CN=lab', '-keyout', key, '-out', cert],
    ],
    { stdio: 'ignore' },
  );
  const text = await readFile(cert, 'utf8');
  await writeFile(join(home, 'ca.pem'), text);
  pem = { ca: text, cert: text, key: await readFile(key, 'utf8') };
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** A configuration of the docker CLI: the app's editor on it, and the CLI itself. */
function configuration(name: string) {
  const dir = join(home, name);
  const activity = createActivityLog();
  const env = { PATH: process.env['PATH'], HOME: home, DOCKER_CONFIG: dir };
  const editor: ContextEditor = createContextEditor({ env, activity, openTunnel: createSignIn({ env }).openTunnel });
  const cli = async (...args: string[]) => (await run(testEngine().cliPath, args, { env })).stdout.trim();
  return {
    ...{ dir, editor, cli },
    commands: () => [...activity.feed.values()].map(({ command }) => command),
    /** As a person would paste it, where the certificates are. */
    paste: (command: string) =>
      run('sh', ['-c', command.replace(/^docker /, `${testEngine().cliPath} `)], { env, cwd: home }),
    inspect: async (context: string) => {
      const [found] = JSON.parse(await cli('context', 'inspect', context)) as [{ Storage?: object }];
      delete found.Storage;
      return found;
    },
    files: async () => {
      const all = await readdir(join(dir, 'contexts'), { recursive: true, withFileTypes: true });
      const each = all.map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const mode = ((await stat(path)).mode & 0o777).toString(8);
        const content = entry.isFile() ? await readFile(path, 'utf8') : '';
        return `${path.slice(dir.length)} ${mode} ${content}`;
      });
      return (await Promise.all(each)).sort();
    },
  };
}

const settings = (given: ContextSettingsInput) => ContextSettings.parse(given);

test.each<[string, ContextSettingsInput]>([
  ['by SSH', { name: 'lab', endpoint: 'ssh://me@lab:2222', description: 'The “lab”, $HOME' }],
  ['by a socket, without a description', { name: 'own', endpoint: 'unix:///run/some where/docker.sock' }],
  ['by TCP that takes any certificate', { name: 'tcp', endpoint: 'tcp://10.0.0.1:2376', tls: { skipVerify: true } }],
])('a context %s is the same as the CLI makes by the command that is shown', async (_how, given) => {
  const [ours, theirs] = [configuration('ours'), configuration('theirs')];
  await ours.editor.create(settings(given));
  await theirs.paste(ours.commands()[0]!);
  expect(await ours.inspect(given.name)).toEqual(await theirs.inspect(given.name));
  expect(await ours.files()).toEqual(await theirs.files());
});

test('with certificates it is the same too, and the key is nobody else’s to read', async () => {
  const [ours, theirs] = [configuration('ours'), configuration('theirs')];
  await ours.editor.create(settings({ name: 'lab', endpoint: 'tcp://10.0.0.1:2376', tls: pem }));
  await theirs.paste(ours.commands()[0]!);
  expect(await ours.inspect('lab')).toEqual(await theirs.inspect('lab'));
  expect(await ours.files()).toEqual(await theirs.files());
  expect((await ours.files()).find((file) => file.includes('key.pem'))).toMatch(/key\.pem 600 /);
  expect(JSON.stringify(ours.commands())).not.toContain('PRIVATE');
});

test('a change is what the CLI does by the command that is shown; certificates that are not given stay', async () => {
  const [ours, theirs] = [configuration('ours'), configuration('theirs')];
  for (const { editor } of [ours, theirs]) {
    await editor.create(settings({ name: 'lab', endpoint: 'tcp://10.0.0.1:2376', description: 'Old', tls: pem }));
  }
  await ours.editor.update(settings({ name: 'lab', endpoint: 'tcp://10.0.0.2:2376', description: 'New' }));
  await theirs.paste(ours.commands()[1]!);
  expect(await ours.inspect('lab')).toEqual(await theirs.inspect('lab'));
  expect(await ours.files()).toEqual(await theirs.files());
  expect(await ours.editor.inspect('lab')).toMatchObject({
    tlsFiles: ['ca', 'cert', 'key'],
    endpoint: 'tcp://10.0.0.2:2376',
  });
  await ours.editor.update(settings({ name: 'lab', endpoint: 'ssh://me@lab', tls: {} }));
  expect(await ours.editor.inspect('lab')).toMatchObject({ tlsFiles: [], description: '' });
});

test('one is removed with its certificates; the one that the CLI uses is not', async () => {
  const ours = configuration('ours');
  await ours.editor.create(settings({ name: 'lab', endpoint: 'tcp://10.0.0.1:2376', tls: pem }));
  await ours.cli('context', 'use', 'lab');
  await expect(ours.editor.remove('lab')).rejects.toMatchObject({ error: { code: 'conflict' } });
  await ours.cli('context', 'use', 'default');
  await ours.editor.remove('lab');
  expect(ours.commands().at(-1)).toBe('docker context rm lab');
  expect(await ours.cli('context', 'ls', '--format', '{{.Name}}')).toBe('default');
  expect((await ours.files()).filter((file) => file.includes('.pem') || file.includes('meta.json'))).toEqual([]);
});

test('what others wrote into a context stays when it is changed', async () => {
  const ours = configuration('ours');
  await ours.editor.create(settings({ name: 'lab', endpoint: 'ssh://me@lab' }));
  const file = (await readdir(join(ours.dir, 'contexts/meta'))).map((id) =>
    join(ours.dir, 'contexts/meta', id, 'meta.json'),
  )[0]!;
  const meta = JSON.parse(await readFile(file, 'utf8')) as { Metadata: object; Endpoints: object };
  await writeFile(
    file,
    JSON.stringify({ ...meta, Metadata: { Team: 'blue' }, Endpoints: { ...meta.Endpoints, other: { Host: 'x' } } }),
  );
  await ours.editor.update(settings({ name: 'lab', endpoint: 'ssh://me@lab2', description: 'Mine' }));
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    Name: 'lab',
    Metadata: { Description: 'Mine', Team: 'blue' },
    Endpoints: { docker: { Host: 'ssh://me@lab2', SkipTLSVerify: false }, other: { Host: 'x' } },
  });
});

test.each([
  ['a name that is there', { name: 'lab', endpoint: 'ssh://me@lab' }, { code: 'name-in-use' }],
  ['a password in the address', { name: 'new', endpoint: 'ssh://me:secret@lab' }, { path: ['endpoint'] }],
  [
    'plain TCP to another machine',
    { name: 'new', endpoint: 'tcp://10.0.0.1:2375' },
    { path: ['endpoint'], message: expect.stringContaining('no TLS') },
  ],
  ['what is no address', { name: 'new', endpoint: 'lab' }, { path: ['endpoint'] }],
  ['what is no certificate', { name: 'new', endpoint: 'tcp://h:2376', tls: { ca: 'hello' } }, { path: ['ca'] }],
])('%s is refused, and nothing is written', async (_what, given, error) => {
  const ours = configuration('ours');
  await ours.editor.create(settings({ name: 'lab', endpoint: 'ssh://me@there' }));
  const before = await ours.files();
  await expect(ours.editor.create(settings(given))).rejects.toMatchObject({ error });
  expect(await ours.files()).toEqual(before);
});

test('a key of another certificate is refused, without a word of it', async () => {
  const ours = configuration('ours');
  const { stdout: other } = await run('openssl', ['genpkey', '-algorithm', 'ed25519']);
  const given = settings({ name: 'lab', endpoint: 'tcp://h:2376', tls: { cert: pem.cert, key: other } });
  await expect(ours.editor.create(given)).rejects.toMatchObject({ error: { path: ['key'] } });
  const broken = settings({ name: 'lab', endpoint: 'tcp://h:2376', tls: { cert: pem.cert, key: other.slice(0, 60) } });
  const failure = await ours.editor.create(broken).catch((thrown: unknown) => thrown);
  expect(JSON.stringify(failure)).not.toContain(other.split('\n')[1]!.slice(0, 20));
});

test('a test connects once and says which engine answers, or why none does', async () => {
  const ours = configuration('ours');
  const there = settings({ name: 'here', endpoint: `unix://${testEngine().socketPath}` });
  expect(await ours.editor.test(there, signal)).toMatchObject({ product: 'docker' });
  const nowhere = settings({ name: 'here', endpoint: 'unix:///nowhere.sock' });
  await expect(ours.editor.test(nowhere, signal)).rejects.toMatchObject({ error: { reason: 'no-socket' } });
  await expect(readdir(join(ours.dir, 'contexts'))).rejects.toThrow('ENOENT');
});
