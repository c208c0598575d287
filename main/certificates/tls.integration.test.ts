import { execFile, execFileSync } from 'node:child_process';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleCommand, certificatesCommand } from '../../contract/commands/certificateCommands.ts';
import { tlsEndpoint, tryTlsCommand } from '../../contract/commands/engineTlsText.ts';
import type { GantryClient } from '../../contract/index.ts';
import { TEST_LABEL, testEngine } from '../../engine/testing/testEngine.ts';
import { makeSet, settingsFor } from './testing/makeSet.ts';
import { type StartedGantry, startGantry } from './testing/startGantry.ts';
import { startTlsDockerd, type TlsDockerd } from './testing/startTlsDockerd.ts';

const run = promisify(execFile);

let app: StartedGantry;
let home: string;
let engine: TlsDockerd;
let client: GantryClient;
let folder: string;
let endpoint: string;
const saved = new Map<string, Buffer>();

beforeAll(async () => {
  app = await startGantry({
    mode: 'desktop',
    async offerFile(file) {
      const write = async () => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of file.open(new AbortController().signal)) chunks.push(chunk);
        const bytes = Buffer.concat(chunks);
        saved.set(file.name, bytes);
        return { sizeBytes: bytes.length };
      };
      return { finished: write() };
    },
  });
  ({ client, home } = app);
  folder = join((await client.certificates.defaults({})).parentFolder, 'lab');
  await client.certificates.create(settingsFor(folder));
  engine = await startTlsDockerd(folder);
  endpoint = tlsEndpoint('127.0.0.1', engine.port);
  await client.certificates.addContext({ folder, settings: { name: 'lab', description: '', endpoint } });
});
afterAll(async () => {
  await engine?.stop();
  await app?.close();
});

const cli = async (...args: string[]) =>
  (await run(testEngine().cliPath, args, { cwd: home, env: { PATH: process.env['PATH'], HOME: home } })).stdout.trim();

/** A shown command, pasted. */
const paste = async (command: string, env: Record<string, string> = {}) => {
  const docker = `docker() { '${testEngine().cliPath}' "$@"; }`;
  const options = { cwd: home, env: { PATH: process.env['PATH'], HOME: home, ...env } };
  return (await run('sh', ['-ec', `${docker}\n${command}`], options)).stdout.trim();
};

test('an engine with the certificates of the wizard is listed and has a terminal, over TLS', async () => {
  const id = await engine.docker(
    'run',
    '-d',
    '--network=none',
    '--init',
    '--label',
    TEST_LABEL,
    'busybox',
    'sleep',
    '1000',
  );
  await client.contexts.select({ context: 'lab' });
  const lab = await app.context(({ state }) => state.type === 'connected');
  expect(lab).toMatchObject({ endpoint, isLocal: false, certificates: { first: 'cert' } });
  expect(Math.round((lab.certificates!.validUntil - Date.now()) / 86_400_000)).toBe(365);

  let isListed = false;
  for await (const change of client.containers.watch({ context: 'lab' }, { signal: AbortSignal.timeout(30_000) })) {
    const items = change.type === 'snapshot' ? change.items : change.type === 'patch' ? change.upserted : [];
    isListed = items.some((one) => one.id === id);
    if (isListed) break;
  }
  expect(isListed).toBe(true);

  const target = { type: 'exec', ref: { context: 'lab', id }, shell: 'sh' } as const;
  const terminal = await client.terminals.open({ target, columns: 80, rows: 24 });
  const typed = new TextEncoder().encode('echo $((6*7)); exit 4\n');
  await client.terminals.write({ terminalId: terminal.id, bytes: typed });
  let said = '';
  let exitCode: number | undefined;
  for await (const output of client.terminals.output({ terminalId: terminal.id })) {
    if (output.type === 'data') said += new TextDecoder().decode(output.bytes);
    else exitCode = output.exitCode;
  }
  expect(said).toContain('42');
  expect(exitCode).toBe(4);
  expect((await client.contexts.info({ context: 'lab' })).rootDir).toContain('gantry-tls-engine-');
});

test('what is offered to begin with is of this computer, in a folder of the person’s', async () => {
  const { openssl, parentFolder, hostName } = await client.certificates.defaults({});
  expect(openssl).toMatch(/SSL \d/);
  expect(parentFolder).toBe(join(home, 'docker-certificates'));
  expect(hostName).not.toBe('');
});

test('the docker CLI gets in with the same files and with the context, and not without them', async () => {
  const version = await engine.docker('version', '--format', '{{.Server.Version}}');
  expect(await cli('--context', 'lab', 'version', '--format', '{{.Server.Version}}')).toBe(version);
  expect(await paste(tryTlsCommand(folder, endpoint))).toContain(version);
  await expect(cli('--host', endpoint, 'version')).rejects.toMatchObject({ code: 1 });
  await expect(cli('--tls', '--host', endpoint, 'version')).rejects.toMatchObject({ code: 1 });
});

test('what the commands shown make, run by hand, lets the app and the CLI in too', async () => {
  const theirs = join(home, 'by hand');
  await paste(certificatesCommand({ ...settingsFor(theirs), hasPassphrase: false }));
  const other = await startTlsDockerd(theirs);
  try {
    const there = tlsEndpoint('localhost', other.port);
    expect(await paste(tryTlsCommand(theirs, there))).toContain('Server');
    const [ca, cert, key] = await Promise.all(
      ['ca', 'cert', 'key'].map((name) => readFile(join(theirs, `${name}.pem`), 'utf8')),
    );
    const tls = { ca, cert, key, skipVerify: false };
    expect(await client.contexts.test({ name: 'other', description: '', endpoint: there, tls })).toMatchObject({
      product: 'docker',
    });
  } finally {
    await other.stop();
  }
});

test('what is wrong with a bundle is named: another authority, another name, no certificate, one that has expired', async () => {
  await makeSet(join(home, 'other'), { name: 'other' });
  sign('expired.pem', ['-days', '-1']);
  const pem = async (path: string | undefined) => (path ? readFile(join(home, path), 'utf8') : undefined);
  const lab = 'docker-certificates/lab';
  async function told(ca: string, cert?: string, key?: string, host = '127.0.0.1') {
    const tls = { ca: await pem(ca), cert: await pem(cert), key: await pem(key), skipVerify: false };
    const settings = { name: 'try', description: '', endpoint: tlsEndpoint(host, engine.port), tls };
    const failed = await client.contexts.test(settings).catch((thrown: { error: object }) => thrown.error);
    expect(failed).toMatchObject({ code: 'engine-unreachable', reason: 'tls', hint: expect.any(String) });
    return (failed as { message: string }).message;
  }
  expect(await told(`${lab}/ca.pem`)).toContain('this context has none');
  expect(await told('other/ca.pem', `${lab}/cert.pem`, `${lab}/key.pem`)).toContain('was not signed by the authority');
  expect(await told(`${lab}/ca.pem`, 'other/cert.pem', 'other/key.pem')).toContain('“other authority”');
  expect(await told(`${lab}/ca.pem`, `${lab}/expired.pem`, `${lab}/key.pem`)).toContain('(cert.pem) expired on');
  expect(await told(`${lab}/ca.pem`, `${lab}/server-cert.pem`, `${lab}/server-key.pem`)).toContain('does not accept');
  expect(await told(`${lab}/ca.pem`, `${lab}/cert.pem`, `${lab}/key.pem`, '127.0.0.2')).toMatch(
    /not for “127\.0\.0\.2”: it is for localhost, 127\.0\.0\.1/,
  );
});

test('a context with the wrong bundle says so, and connects by itself when it is given the right one', async () => {
  await makeSet(join(home, 'stale'), { name: 'stale', days: 5 });
  const read = async (of: string) => {
    const [ca, cert, key] = await Promise.all(
      ['ca', 'cert', 'key'].map((name) => readFile(join(of, `${name}.pem`), 'utf8')),
    );
    return { ca, cert, key };
  };
  const settings = { name: 'stale', description: '', endpoint };
  await client.contexts.create({ ...settings, tls: await read(join(home, 'stale')) });
  await expect(client.contexts.info({ context: 'stale' })).rejects.toMatchObject({ error: { reason: 'tls' } });
  const wrong = await app.context(({ state }) => state.type === 'unreachable', 'stale');
  expect(wrong.state).toMatchObject({ error: { message: expect.stringContaining('“stale authority”') } });
  await client.contexts.update({ ...settings, tls: await read(folder) });
  await app.context(({ state }) => state.type === 'connected', 'stale');
});

/** By the authority of the wizard, in a way that the wizard never does. */
function sign(out: string, more: readonly string[]) {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  openssl('req', '-new', '-subj', '/CN=late', '-key', 'key.pem', '-out', 'x.csr');
  openssl(
    'x509',
    '-req',
    '-in',
    'x.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca-key.pem',
    '-CAserial',
    'ca.srl',
    '-out',
    out,
    ...more,
  );
}

const entries = async (dir: string, file: string) => {
  const { stdout } = await run('tar', ['--numeric-owner', '-tvf', file], { cwd: dir });
  // Rights and names; whose they are and of when is nobody's.
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.replace(/^(\S+) .* (\S+)$/, '$1 $2').replace(/\/$/, ''));
};

test('an exported context is what docker context export writes, and the CLI and the app take it in', async () => {
  const { jobId } = await client.certificates.saveBundle({
    source: { type: 'context', name: 'lab' },
    format: 'context',
  });
  const job = await app.ended(jobId);
  expect(job).toMatchObject({ state: 'done', command: bundleCommand('lab', '', 'context') });
  const [ours, theirs] = [join(home, 'ours'), join(home, 'theirs')];
  for (const dir of [ours, theirs]) await mkdir(dir);
  await writeFile(join(ours, 'lab.dockercontext'), saved.get('lab.dockercontext')!);
  await paste(`cd theirs && ${job.command}`);
  // docker writes no end of the archive, without which tar loses the last file.
  await appendFile(join(theirs, 'lab.dockercontext'), Buffer.alloc(2048));
  expect(await entries(ours, 'lab.dockercontext')).toEqual(await entries(theirs, 'lab.dockercontext'));
  for (const dir of [ours, theirs]) await run('tar', ['-xf', 'lab.dockercontext'], { cwd: dir });
  for (const file of ['meta.json', ...['ca', 'cert', 'key'].map((name) => `tls/docker/${name}.pem`)]) {
    expect([file, await readFile(join(ours, file), 'utf8')]).toEqual([
      file,
      await readFile(join(theirs, file), 'utf8'),
    ]);
  }
  await cli('context', 'import', 'again', join(ours, 'lab.dockercontext'));
  expect(await cli('--context', 'again', 'version', '--format', '{{.Server.Version}}')).not.toBe('');
  expect(
    await client.certificates.readBundle({ bytes: await readFile(join(theirs, 'lab.dockercontext')) }),
  ).toMatchObject({
    name: 'lab',
    endpoint,
    key: await readFile(join(folder, 'key.pem'), 'utf8'),
  });
});

test('the bundle of a folder is what its command makes, is enough for the CLI, and has no authority’s key', async () => {
  const { jobId } = await client.certificates.saveBundle({
    source: { type: 'folder', name: 'lab', folder },
    format: 'files',
  });
  const job = await app.ended(jobId);
  const [ours, theirs] = [join(home, 'our bundle'), join(home, 'their bundle')];
  for (const dir of [ours, theirs]) await mkdir(dir);
  await writeFile(join(ours, 'lab-client.tar'), saved.get('lab-client.tar')!);
  await paste(`cd 'their bundle' && ${job.command}`);
  const names = async (dir: string) => (await entries(dir, 'lab-client.tar')).map((line) => line.split(' ')[1]);
  expect(await names(ours)).toEqual(await names(theirs));
  expect(await names(ours)).toEqual(['ca.pem', 'cert.pem', 'key.pem']);
  await run('tar', ['-xf', 'lab-client.tar'], { cwd: ours });
  const env = { DOCKER_HOST: endpoint, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: ours };
  expect(await paste('docker version', env)).toContain('Server');
});

test('the passphrase and the keys are in no entry of the activity log and in no job', async () => {
  const passphrase = 'correct horse battery';
  const made = join(home, 'secret');
  await client.certificates.create(settingsFor(made, { passphrase }));
  const key = (await readFile(join(folder, 'key.pem'), 'utf8')).split('\n')[1]!;
  const all: unknown[] = [];
  for await (const change of client.activity.watch({}, { signal: AbortSignal.timeout(30_000) })) {
    all.push(change);
    if (JSON.stringify(all).includes('Make certificates for lab')) break;
  }
  expect(JSON.stringify(all)).toContain('docker context create');
  expect(JSON.stringify(all)).not.toContain(passphrase);
  expect(JSON.stringify(all)).not.toContain(key);
});
