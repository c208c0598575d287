import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { STRANGER } from '../../engine/ssh/testing/sshd.ts';
import { TEST_LABEL } from '../../engine/testing/testEngine.ts';
import { docker } from '../live/testing/engineCli.ts';
import { isConnected, type SshGantry, sshGantries } from './testing/sshGantry.ts';

const LABEL = ['--label', `${TEST_LABEL}=1`];
const CONTEXT = { context: 'lab' };
const { start, ending } = sshGantries();

async function container(...command: string[]): Promise<string> {
  const id = await docker('run', '-d', '--init', ...LABEL, 'busybox', ...command);
  ending.push(() => docker('rm', '-f', id));
  return id;
}

const reasonOf = async (app: SshGantry) => {
  const { state } = await app.context(({ state: { type } }) => type === 'unreachable');
  return state.type === 'unreachable' ? state.error : undefined;
};

test('the list, a terminal, logs, statistics and files work over one connection', async () => {
  const app = await start();
  const id = await container('sh', '-c', 'echo from afar; sleep 1000');
  const ref = { ...CONTEXT, id };
  expect(await app.context(isConnected)).toMatchObject({ isLocal: false, cliArgs: ['--context', 'lab'] });

  for await (const change of app.client.containers.watch(CONTEXT)) {
    const items = change.type === 'snapshot' ? change.items : change.type === 'patch' ? change.upserted : [];
    if (items.some((one) => one.id === id)) break;
  }

  const target = { type: 'exec', ref, shell: 'sh' } as const;
  const terminal = await app.client.terminals.open({ target, columns: 80, rows: 24 });
  const typed = new TextEncoder().encode('echo $((6*7)); exit 4\n');
  await app.client.terminals.write({ terminalId: terminal.id, bytes: typed });
  let said = '';
  let exitCode: number | undefined;
  for await (const output of app.client.terminals.output({ terminalId: terminal.id })) {
    if (output.type === 'data') said += new TextDecoder().decode(output.bytes);
    else exitCode = output.exitCode;
  }
  expect(said).toContain('42');
  expect(exitCode).toBe(4);

  for await (const item of app.client.logs.read({ ...CONTEXT, ids: [id] })) {
    if (item.type !== 'lines') continue;
    expect(new TextDecoder().decode(item.batch.text)).toBe('from afar');
    break;
  }

  for await (const { samples } of app.client.stats.follow({ ...CONTEXT, ids: [id] })) if (samples[id]) break;

  const source = { kind: 'container' as const, ...ref };
  const bytes = new Uint8Array(3_000_000).map((_, at) => at % 251);
  const { jobId, uploadId } = await app.client.files.upload({
    source,
    directory: '/tmp',
    items: [{ kind: 'file', path: 'sent.bin', sizeBytes: bytes.byteLength, modifiedAt: 0 }],
    rights: {},
  });
  for (let at = 0; at < bytes.byteLength; at += 1_000_000) {
    await app.client.uploads.write({ uploadId, bytes: bytes.slice(at, at + 1_000_000) });
  }
  await app.client.uploads.end({ uploadId });
  expect(await app.ended(jobId)).toMatchObject({ state: 'done' });
  expect(await docker('exec', id, 'wc', '-c', '/tmp/sent.bin')).toMatch(/^3000000 /);
  const read = await app.client.files.read({ source, path: '/tmp/sent.bin', maxBytes: 262_144 });
  expect(Buffer.from(read.bytes).equals(Buffer.from(bytes.subarray(0, 262_144)))).toBe(true);
  expect(await app.sshd.connectionCount()).toBe(1);
});

test('an image is built and a stack started over the same connection, and the commands shown name the context', async () => {
  const app = await start();
  await app.context(isConnected);
  const folder = await mkdtemp(join(tmpdir(), 'gantry-ssh-stack-'));
  ending.push(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'Dockerfile'), `FROM busybox\nLABEL ${TEST_LABEL}=1\nRUN echo ${folder}\n`);
  const project = folder.split('-').at(-1)!.toLowerCase();
  const tag = `gantry-ssh-${project}:one`;
  ending.push(() => docker('rmi', '-f', tag));
  const settings = { source: { type: 'folder', path: folder }, tags: [tag] } as const;
  const { buildId } = await app.client.builds.start({ ...CONTEXT, settings: { ...settings, tags: [tag] } });
  expect(await app.ended(buildId)).toMatchObject({ state: 'done', command: expect.stringContaining('--context lab') });
  expect(await docker('image', 'inspect', '--format', '{{index .RepoTags 0}}', tag)).toBe(tag);

  const file = join(folder, 'compose.yaml');
  await writeFile(
    file,
    `services:\n  one: {image: "${tag}", command: sleep 1000, init: true, labels: ["${TEST_LABEL}=1"]}\nnetworks:\n  default: {labels: ["${TEST_LABEL}=1"]}\n`,
  );
  const stack = { ...CONTEXT, project: `ssh${project}`, files: { workingDir: folder, configFiles: [file] } };
  const up = await app.client.stackRuns.start({ stack, action: { type: 'up' } });
  expect(await app.ended(up.jobId)).toMatchObject({ state: 'done', command: expect.stringContaining('--context lab') });
  expect(await docker('ps', '--filter', `label=com.docker.compose.project=${stack.project}`, '-q')).not.toBe('');
  const down = await app.client.stackRuns.start({ stack, action: { type: 'down' } });
  expect(await app.ended(down.jobId)).toMatchObject({ state: 'done' });
  expect(await app.sshd.connectionCount()).toBe(1);
});

test('an unknown machine is asked about; what is answered is remembered, and nothing is asked twice', async () => {
  const app = await start({ trusts: false, passphrase: 'open sesame' });
  const question = await app.question();
  expect(question).toMatchObject({ type: 'host-key', context: 'lab', fingerprint: expect.stringMatching(/^SHA256:/) });
  await app.client.contexts.answer({ id: question.id, answer: { type: 'trust' } });
  const next = await app.question();
  expect(next).toMatchObject({ type: 'passphrase', isRetry: false });
  await app.client.contexts.answer({ id: next.id, answer: { type: 'text', text: 'open sesame' } });
  await app.context(isConnected);
  await app.sshd.cutConnections();
  await app.context(({ state }) => state.type === 'unreachable');
  await app.context(isConnected);
});

test('who cancels a question is told why there is no connection, and is asked again only when they want it', async () => {
  const app = await start({ trusts: false });
  const question = await app.question();
  await app.client.contexts.answer({ id: question.id, answer: { type: 'cancel' } });
  expect(await reasonOf(app)).toMatchObject({ code: 'engine-unreachable', reason: 'declined' });
  await expect(app.client.contexts.info(CONTEXT)).rejects.toMatchObject({ error: { reason: 'declined' } });
  await new Promise((resolve) => setTimeout(resolve, 1500)); // longer than the first retries
  expect(await app.sshd.connectionCount()).toBe(0);
  const again = app.client.contexts.reconnect(CONTEXT);
  const asked = await app.question();
  expect(asked.id).not.toBe(question.id);
  await app.client.contexts.answer({ id: asked.id, answer: { type: 'trust' } });
  await again;
  await app.context(isConnected);
});

test('a machine whose key has changed is refused loudly, with both fingerprints', async () => {
  const app = await start({ trusts: false });
  const question = await app.question();
  const other = 'AAAAC3NzaC1lZDI1NTE5AAAAIJ0bGfB0gYcYH0uFbOlb6bFSN9PLtPz0n4cVbXyZ0abc';
  await app.person.file('known_hosts', `[127.0.0.1]:${app.sshd.port} ssh-ed25519 ${other}\n`);
  await app.client.contexts.answer({ id: question.id, answer: { type: 'cancel' } });
  const error = await app.client.contexts.reconnect(CONTEXT).catch((thrown: { error: object }) => thrown.error);
  expect(error).toMatchObject({ reason: 'host-key', message: expect.stringMatching(/HAS CHANGED.*SHA256:.*SHA256:/s) });
});

test('who is not in the group docker is told how to get there', async () => {
  const app = await start({ user: STRANGER });
  expect(await reasonOf(app)).toMatchObject({
    reason: 'permission-denied',
    hint: expect.stringContaining(`sudo usermod -aG docker ${STRANGER}`),
  });
});

test('the socket for programs leads to the engine, is nobody else’s, and goes with the app', async () => {
  const app = await start();
  await app.context(isConnected);
  const folder = join(app.person.home, `gantry-ssh-${process.getuid!()}`);
  const [name] = await readdir(folder);
  expect(await docker('version', '--format', '{{.Server.Version}}')).toBe(
    await app.docker('--host', `unix://${join(folder, name!)}`, 'version', '--format', '{{.Server.Version}}'),
  );
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  await app.quit();
  expect(await readdir(folder)).toEqual([]);
});
