import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { madeBuilds, source } from '../builds/testing/madeBuilds.ts';
import { docker, testName } from '../live/testing/engineCli.ts';
import { apacheDockerfile, importDebianBase } from './testing/debianBase.ts';
import { context, madeRuns } from './testing/madeRuns.ts';

// What programs of a real Debian leave in folders, files and volumes, seen from outside.
const BASE = 'gantry-test/debian:logs';
const LOGS = '/var/log/apache2';
const LOG_FILES = ['access.log', 'error.log', 'other_vhosts_access.log'];
/** An address of this computer's that no other program uses, so that its port 80 is ours. */
const HOST_IP = `127.0.${process.pid % 200}.81`;

const builds = madeBuilds();
const gantry = madeRuns();
const { run, printed } = gantry;
let missing: string | undefined;
let folder: string;

beforeAll(async () => void ({ missing } = await importDebianBase(BASE)), 240_000);
afterAll(() => docker('image', 'rm', '--force', BASE).catch(() => {}));
beforeEach(async (ctx) => {
  ctx.skip(missing !== undefined, missing);
  folder = await mkdtemp(path.join(tmpdir(), 'gantry-logs-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function image(what: string, dockerfile: string): Promise<string> {
  const name = builds.tag(what);
  const at = await builds.folder({ Dockerfile: dockerfile });
  expect((await builds.gantry.build({ source: source(at), tags: [name] })).failure).toBeUndefined();
  return name;
}

const page = async (port: number, at = '/') => (await fetch(`http://${HOST_IP}:${port}${at}`)).text();
/** Apache takes a moment to listen. */
const serves = async (port: number): Promise<void> =>
  await expect.poll(() => page(port).catch(() => ''), { timeout: 20_000 }).toContain('Apache2 Debian Default Page');

/** What is added to a file of a container, as the app shows it while it grows. */
function followed(id: string, file: string) {
  const stop = new AbortController();
  let text = '';
  const over = (async () => {
    const what = { source: { kind: 'container' as const, context, id }, path: file, fromBytes: 0 };
    for await (const piece of gantry.client.files.follow(what, { signal: stop.signal })) {
      if (piece.type === 'bytes') text += Buffer.from(piece.bytes).toString();
    }
  })();
  return {
    text: () => text,
    async stop() {
      stop.abort();
      await over.catch((thrown: unknown) => {
        if (!stop.signal.aborted) throw thrown;
      });
    },
  };
}

describe('Apache’s logs', () => {
  test('in a folder of the host: three files, and requests appear in them while one looks [AC-63]', async () => {
    const apache = await image('apache2', apacheDockerfile(BASE));
    const ports = [{ containerPort: 80, hostPort: 80, hostIp: HOST_IP }];
    const mounts = [{ type: 'bind' as const, source: folder, target: LOGS }];
    const id = await run({ image: apache, command: undefined, ports, mounts });
    await serves(80);
    expect((await readdir(folder)).toSorted()).toEqual(LOG_FILES);
    const [access, errors] = [followed(id, `${LOGS}/access.log`), followed(id, `${LOGS}/error.log`)];
    try {
      await expect.poll(access.text).toContain('"GET / HTTP/1.1" 200');
      expect(access.text()).not.toContain('/nowhere');
      await page(80, '/nowhere');
      await expect.poll(access.text).toContain('"GET /nowhere HTTP/1.1" 404');
      await expect.poll(errors.text).toContain('resuming normal operations');
    } finally {
      await Promise.all([access.stop(), errors.stop()]);
    }
    expect(await readFile(path.join(folder, 'access.log'), 'utf8')).toBe(access.text());
  }, 180_000);

  test('in the volume of a container that only has it: others read them, and a port that is taken is explained [AC-65]', async () => {
    const apache = await image('apache2', apacheDockerfile(BASE));
    const apache2log = await image('apache2log', `FROM ${BASE}\nVOLUME ["${LOGS}"]\nCMD ["/bin/true"]\n`);
    const [logVol, first] = [testName('log_vol'), testName('apache')];
    const holder = await run({ image: apache2log, name: logVol, command: undefined });
    await docker('wait', holder);
    expect(await gantry.client.containers.inspect({ context, id: holder })).toMatchObject({
      ...{ state: 'exited', exitCode: 0 },
      mounts: [{ type: 'volume', destination: LOGS }],
    });
    const port80 = { containerPort: 80, hostPort: 80, hostIp: HOST_IP };
    const firstId = await run({ image: apache, name: first, command: undefined, ports: [port80] });
    await serves(80);

    const settings = { image: apache, volumesFrom: [{ container: logVol }] };
    const check = await gantry.client.containers.checkRun({ context, settings: { ...settings, ports: [port80] } });
    expect(check.ports).toMatchObject([{ hostPort: 80, owner: first, ownerId: firstId }]);
    const refused = await gantry.tryRun({ ...settings, command: undefined, ports: [port80] });
    expect(refused).toMatchObject({ state: 'failed', error: { code: 'port-in-use', hostPort: 80 } });
    expect(refused.error).toMatchObject({ owner: first, message: expect.stringContaining(first) });

    const hostPort = check.ports[0]?.suggestedPort ?? 0;
    await run({ ...settings, command: undefined, ports: [{ ...port80, hostPort }] });
    await serves(hostPort);
    const reader = { volumesFrom: [{ container: logVol, mode: 'ro' as const }] };
    const listed = await printed({ ...reader, command: ['ls', '-l', LOGS] });
    expect(listed.split('\n').flatMap((line) => /\S+\.log$/.exec(line)?.[0] ?? [])).toEqual(LOG_FILES);
    expect(await printed({ ...reader, command: ['tail', `${LOGS}/error.log`] })).toContain('AH00558');
    expect(await printed({ ...reader, command: ['cat', `${LOGS}/access.log`] })).toContain('"GET / HTTP/1.1" 200');

    const [mount] = (await gantry.client.containers.inspect({ context, id: holder })).mounts;
    const plan = await gantry.client.volumes.previewRemove({ context, names: [mount?.name ?? ''] });
    expect(plan.volumes[0]?.users).toContainEqual(expect.objectContaining({ name: logVol, state: 'exited' }));
  }, 180_000);
});

test('the history of a shell is in the file of the host when the shell has ended [S19]', async () => {
  const file = path.join(folder, 'history');
  await writeFile(file, '');
  const mounts = [{ type: 'bind' as const, source: file, target: '/root/.bash_history' }];
  const id = await run({ image: BASE, command: ['/bin/bash'], tty: true, openStdin: true, mounts });
  const target = { type: 'attach' as const, ref: { context, id } };
  const terminal = await gantry.client.terminals.open({ target, columns: 80, rows: 24 });
  const bytes = new TextEncoder().encode('echo remembered\nexit\n');
  await gantry.client.terminals.write({ terminalId: terminal.id, bytes });
  await docker('wait', id);
  expect(await readFile(file, 'utf8')).toBe('echo remembered\nexit\n');
  await gantry.client.terminals.close({ terminalId: terminal.id });
});
