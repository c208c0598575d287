import { spawn } from 'node:child_process';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  deleteManifestCommand,
  inspectRemoteCommand,
  localRegistryCommand,
  loginCommand,
  logoutCommand,
  removeLocalRegistryCommand,
} from '../../../contract/commands/registryCommands.ts';
import type { RegistryList } from '../../../contract/model/registry.ts';
import { TEST_LABEL, testEngine } from '../../../engine/testing/testEngine.ts';
import { asShellScript, docker, shell, TEST_IMAGE, testName } from '../../live/testing/engineCli.ts';
import { uploadImage } from '../../registries/testing/images.ts';
import { KEYCHAIN } from '../../registries/testing/keychain.ts';
import {
  startRegistry,
  TEST_PASSWORD,
  TEST_USER,
  type RegistryOptions,
  type RunningRegistry,
} from '../../registries/testing/registry.ts';
import { importRegistryImage, REGISTRY_IMAGE } from '../../registries/testing/registryImage.ts';
import { comparable } from '../containers/testing/comparable.ts';
import { startTestRegistries, type TestRegistries } from './testing/client.ts';

const context = 'default';
let gantry: TestRegistries;
const open: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const { cliPath, socketPath } = testEngine();
  await importRegistryImage(cliPath, socketPath);
});
beforeEach(async () => void (gantry = await startTestRegistries()));
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
  await gantry.close();
});

async function started(options?: RegistryOptions): Promise<RunningRegistry> {
  const registry = await startRegistry(options);
  open.push(registry.close);
  return registry;
}

/** Reads until a list is as wanted. */
async function listed(isIt: (list: RegistryList) => boolean): Promise<RegistryList> {
  for await (const list of gantry.client.registries.watch({ context }, { signal: AbortSignal.timeout(20_000) })) {
    if (isIt(list)) return list;
  }
  throw new Error('The list never was as wanted.');
}

const configText = () => readFile(join(gantry.configDir, 'config.json'), 'utf8').catch(() => '');
const me = { username: TEST_USER, password: TEST_PASSWORD };

/** A shown command with the person's own sign-ins, and what is typed into it. */
function typed(command: string, input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', asShellScript(command)], {
      env: gantry.env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (more: string) => (said += more));
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (more: string) => (text += more));
    child.on('close', (status) => (status === 0 ? resolve(said) : reject(new Error(text))));
    child.stdin.end(input);
  });
}

test('sign-in and sign-out leave what the shown commands leave', async () => {
  const { host } = await started({ auth: 'basic' });
  const { place } = await gantry.client.registries.signIn({ context, name: host, ...me });
  expect(place).toEqual({ kind: 'file' });
  const ours = JSON.parse(await configText()) as unknown;
  await gantry.client.registries.signOut({ context, name: host });
  const oursAfter = JSON.parse(await configText()) as unknown;

  await typed(loginCommand(host, TEST_USER), TEST_PASSWORD);
  expect(JSON.parse(await configText())).toEqual(ours);
  await typed(logoutCommand(host), '');
  expect(JSON.parse(await configText())).toEqual(oursAfter);
  expect(gantry.activities().map(({ command, state }) => ({ command, state }))).toEqual([
    { command: loginCommand(host, TEST_USER), state: 'done' },
    { command: logoutCommand(host), state: 'done' },
  ]);
});

test('what the registry refuses is not kept, and the password is nowhere', async () => {
  const { host, log } = await started({ auth: 'basic' });
  const password = 'wr0ng & secret';
  const failure: unknown = await gantry.client.registries
    .signIn({ context, name: host, username: TEST_USER, password })
    .catch((thrown: unknown) => thrown);
  expect(failure).toMatchObject({ error: { code: 'registry-auth', registry: host } });
  const encoded = Buffer.from(`${TEST_USER}:${password}`).toString('base64');
  for (const text of [JSON.stringify(failure), JSON.stringify(gantry.activities()), await configText(), log()]) {
    expect(text).not.toContain(password);
    expect(text).not.toContain(encoded);
  }
  expect(gantry.activities()).toMatchObject([{ state: 'failed' }]);
});

test('docker login in a terminal is seen at once, with where it is kept, and moving it into a keychain too', async () => {
  const { host } = await started({ auth: 'basic' });
  const seen = listed(({ registries }) => registries.some(({ name, signIn }) => name === host && signIn !== undefined));
  await typed(loginCommand(host, TEST_USER), TEST_PASSWORD);
  const { registries, keychains } = await seen;
  expect(registries[0]).toMatchObject({ name: 'docker.io' });
  expect(registries.find(({ name }) => name === host)?.signIn).toEqual({
    username: TEST_USER,
    place: { kind: 'file' },
  });
  expect(keychains).toContain(KEYCHAIN);
  await gantry.client.registries.moveSecret({ name: host, helper: KEYCHAIN });
  const place = { kind: 'helper', helper: KEYCHAIN };
  await listed(
    (list) =>
      JSON.stringify(list.registries.find(({ name }) => name === host)?.signIn?.place) === JSON.stringify(place),
  );
  await typed(logoutCommand(host), '');
  await listed((list) => !list.registries.some(({ name }) => name === host));
});

test('a test says how the registry answers us, and whether the engine trusts it', async () => {
  const { host } = await started({ auth: 'basic' });
  const { client } = gantry;
  expect(await client.registries.test({ context, name: host })).toMatchObject({
    scheme: 'http',
    access: 'not-signed-in',
    engine: { isOk: true },
  });
  await client.registries.signIn({ context, name: host, ...me });
  expect(await client.registries.test({ context, name: host })).toMatchObject({
    access: 'signed-in',
    username: TEST_USER,
  });

  const secure = await started({ tls: true });
  await client.registries.save({ name: secure.host, isInsecure: false });
  await expect(client.registries.test({ context, name: secure.host })).rejects.toMatchObject({
    error: { reason: 'tls' },
  });
  await client.registries.save({ name: secure.host, isInsecure: false, caFile: secure.caFile! });
  // The engine takes registries on its own machine as they are.
  expect(await client.registries.test({ context, name: secure.host })).toMatchObject({
    scheme: 'https',
    access: 'open',
    engine: { isOk: true },
  });
});

test('a CA file that is none is refused, and the registry is not added', async () => {
  await expect(
    gantry.client.registries.save({ name: 'registry.example', caFile: join(gantry.configDir, 'nothing.crt') }),
  ).rejects.toMatchObject({ error: { code: 'invalid-input', path: ['caFile'] } });
  const list = await listed(() => true);
  expect(list.registries.map(({ name }) => name)).toEqual(['docker.io']);
  await gantry.client.registries.save({ name: 'registry.example' });
  await listed(({ registries }) => registries.some(({ name, isAdded }) => name === 'registry.example' && isAdded));
  await gantry.client.registries.forget({ name: 'registry.example' });
  await listed(({ registries }) => registries.length === 1);
});

test('what is in a registry is listed, and a delete says first which tags go', async () => {
  const { host } = await started();
  const image = await uploadImage(host, 'team/app', ['1.0', 'latest', 'stable'], {
    platforms: ['linux/amd64', 'linux/arm64/v8'],
  });
  await uploadImage(host, 'team/app', ['2.0'], { salt: 'other' });
  const { registries } = gantry.client;
  const where = { name: host, repository: 'team/app' };
  expect(await all(registries.repositories({ name: host }))).toEqual(['team/app']);
  expect((await all(registries.tags(where))).toSorted()).toEqual(['1.0', '2.0', 'latest', 'stable']);
  expect(await registries.image({ ...where, reference: '1.0' })).toMatchObject({
    reference: `${host}/team/app:1.0`,
    digest: image.digest,
    platforms: image.platforms.map(({ name: platform, digest, sizeBytes }) => ({
      platform,
      digest,
      sizeBytes,
      layerCount: 1,
    })),
  });
  const preview = await registries.previewRemoveTag({ ...where, tag: '1.0' });
  const command = deleteManifestCommand(`http://${host}/v2/team/app/manifests/${image.digest}`, undefined);
  expect(preview).toEqual({ digest: image.digest, tags: ['1.0', 'latest', 'stable'], uncheckedCount: 0, command });
  await registries.removeTag({ context, ...where, digest: preview.digest });
  expect(await all(registries.tags(where))).toEqual(['2.0']);
  expect(gantry.activities().at(-1)).toMatchObject({ command, state: 'done' });
});

test('the request that is shown for a delete deletes', async () => {
  const { host } = await started();
  const { digest } = await uploadImage(host, 'app', ['1']);
  await uploadImage(host, 'app', ['2'], { salt: 'other' });
  const words = deleteManifestCommand(`http://${host}/v2/app/manifests/${digest}`, undefined).split(' ');
  const { status } = await fetch(words.at(-1)!, { method: words[words.indexOf('--request') + 1]! });
  expect(status).toBe(202);
  expect(await all(gantry.client.registries.tags({ name: host, repository: 'app' }))).toEqual(['2']);
});

test('the command shown for a tag sees the same digest and platforms', async () => {
  const { host } = await started();
  const platforms = ['linux/amd64', 'linux/arm64'];
  await uploadImage(host, 'team/app', ['1'], { platforms });
  const where = { name: host, repository: 'team/app' };
  const image = await gantry.client.registries.image({ ...where, reference: '1' });
  const plugins = join(gantry.configDir, 'cli-plugins');
  await mkdir(plugins, { recursive: true });
  await symlink(
    process.env['GANTRY_TEST_BUILDX'] ?? '/usr/libexec/docker/cli-plugins/docker-buildx',
    join(plugins, 'docker-buildx'),
  );
  const said = await typed(inspectRemoteCommand(image.reference), '');
  expect(said).toContain(`Digest:    ${image.digest}`);
  expect([...said.matchAll(/Platform: +(\S+)/g)].map(([, platform]) => platform)).toEqual(
    image.platforms.map(({ platform }) => platform),
  );
});

async function all(pages: AsyncIterable<readonly string[]>): Promise<string[]> {
  const names: string[] = [];
  for await (const page of pages) names.push(...page);
  return names;
}

async function freePort(): Promise<number> {
  const { port, close } = await startRegistry();
  await close();
  return port;
}

async function localSettings(what: string) {
  const name = testName(what);
  const labels = { [TEST_LABEL]: '' };
  open.push(async () => {
    await docker('rm', '--force', name).catch(() => {});
    await docker('volume', 'rm', `${name}-data`).catch(() => {});
  });
  return {
    name,
    image: REGISTRY_IMAGE,
    port: await freePort(),
    volume: `${name}-data`,
    restartPolicy: 'unless-stopped' as const,
    labels,
  };
}

const inspected = async (name: string) => {
  const [container] = JSON.parse(await docker('container', 'inspect', name)) as [object];
  return comparable(container as never, name);
};

test('a local registry is one step: it is listed, push and pull work at once, and it goes with its data when that is asked [AC-45]', async () => {
  const settings = await localSettings('local');
  const host = `localhost:${settings.port}`;
  const { registries } = gantry.client;
  const { jobId } = await registries.startLocal({ context, settings });
  expect(await gantry.ended(jobId)).toMatchObject({
    state: 'done',
    command: localRegistryCommand(settings, gantry.contexts.cliArgs(context)),
  });
  const list = await listed((one) =>
    one.registries.some(({ name, local }) => name === host && local?.isRunning === true),
  );
  const { local } = list.registries.find(({ name }) => name === host)!;
  expect(local).toMatchObject({ containerName: settings.name, volume: settings.volume, port: settings.port });

  const image = `${host}/alpine:1`;
  await docker('tag', TEST_IMAGE, image);
  open.push(() => docker('rmi', image).catch(() => {}));
  await docker('push', image);
  await docker('rmi', image);
  expect(await all(registries.repositories({ name: host }))).toEqual(['alpine']);
  await docker('pull', image);
  expect(await docker('run', '--rm', '--label', TEST_LABEL, image, 'echo', 'pulled')).toBe('pulled');

  // One that is stopped keeps its place in the list.
  await docker('stop', settings.name);
  await listed((one) =>
    one.registries.some(({ name, local: stopped }) => name === host && stopped?.isRunning === false),
  );
  const ref = { context, id: local!.containerId };
  expect(await registries.previewRemoveLocal(ref)).toMatchObject({
    containerName: settings.name,
    volume: { name: settings.volume, otherUsers: [] },
  });
  await registries.removeLocal({ ...ref, volume: settings.volume });
  await expect(docker('volume', 'inspect', settings.volume)).rejects.toThrow(/no such/i);
  await listed((one) => !one.registries.some(({ name }) => name === host));
});

test('the commands shown for a local registry leave the same container, and take the same away', async () => {
  const settings = await localSettings('theirs');
  await shell(localRegistryCommand(settings));
  const theirs = await inspected(settings.name);
  await shell(removeLocalRegistryCommand(settings.name, settings.volume));
  await expect(docker('volume', 'inspect', settings.volume)).rejects.toThrow(/no such/i);
  await gantry.ended((await gantry.client.registries.startLocal({ context, settings })).jobId);
  expect(await inspected(settings.name)).toEqual(theirs);
  const id = await docker('inspect', '--format', '{{.Id}}', settings.name);
  await gantry.client.registries.removeLocal({ context, id });
  await expect(docker('inspect', settings.name)).rejects.toThrow(/no such/i);
  expect(await docker('volume', 'inspect', '--format', '{{.Name}}', settings.volume)).toBe(settings.volume);
});

test('a registry that is down says so', async () => {
  const { host, close } = await started();
  await close();
  open.pop();
  await expect(gantry.client.registries.test({ context, name: host })).rejects.toMatchObject({
    error: { code: 'registry-unreachable', reason: 'refused' },
  });
});
