import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { configureRequestUrl, type DownloadOptions, HttpExecutor } from 'builder-util-runtime';
import electronUpdater from 'electron-updater';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createElectronUpdates } from './electronUpdates.ts';

/** electron-updater itself, in Node: only the app it speaks to and its way to the network are stand-ins. */
const { DebUpdater, CancellationToken } = electronUpdater;

class NodeExecutor extends HttpExecutor<ReturnType<typeof request>> {
  override createRequest(options: object, callback: (response: never) => void) {
    return request({ ...options, protocol: 'http:', agent: false }, callback as never);
  }
  /** As electron-updater's own for Electron does. */
  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise<string>((resolve, reject, onCancel) => {
      const asked = { headers: options.headers ?? undefined, redirect: 'manual' };
      configureRequestUrl(url, asked);
      this.doDownload(
        asked,
        {
          destination,
          options,
          onCancel,
          callback: (error) => (error ? reject(error) : resolve(destination)),
          responseHandler: null,
        },
        0,
      );
    });
  }
}

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const PUBLIC = publicKey.export({ type: 'spki', format: 'pem' }).toString();

let dir = '';
let origin = '';
let server: Server;
let files: Record<string, string | Buffer> = {};
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-electron-updates-'));
  files = {};
  server = createServer(({ url = '' }, response) => {
    const found = files[new URL(url, 'http://x').pathname];
    response.writeHead(found === undefined ? 404 : 200, { 'content-length': found?.length ?? 0 }).end(found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(dir, { recursive: true });
});

/** As scripts/release-files.mjs leaves it; `inFeed` makes it the newest of its channel. */
function release(version: string, { channel = 'latest', key = privateKey, inFeed = true, signedAs = version } = {}) {
  const name = `gantry_${version}_amd64.deb`;
  const bytes = Buffer.from(`package ${version}`.repeat(1000));
  const sha512 = createHash('sha512').update(bytes).digest('base64');
  const info = (url: string) =>
    `version: ${version}\nfiles:\n  - url: ${url}\n    sha512: ${sha512}\n    size: ${bytes.length}\npath: ${url}\nsha512: ${sha512}\nreleaseNotes: What ${version} brings\nreleaseDate: '2026-01-02T03:04:05.000Z'\n`;
  const list = JSON.stringify({ version: signedAs, files: { [name]: { sha512 } } });
  Object.assign(files, {
    [`/v${version}/${name}`]: bytes,
    [`/v${version}/${channel}-linux.yml`]: info(name),
    [`/v${version}/checksums.json`]: list,
    [`/v${version}/checksums.json.sig`]: sign(null, Buffer.from(list), key).toString('base64'),
    ...(inFeed && { [`/${channel}-linux.yml`]: info(`${origin}/v${version}/${name}`) }),
  });
  return { name, bytes };
}

function start(version = '1.2.0') {
  const quit = vi.fn<() => void>();
  const app = {
    ...{ version, name: 'gantry', isPackaged: true, appUpdateConfigPath: path.join(dir, 'none.yml') },
    ...{ userDataPath: dir, baseCachePath: dir, whenReady: () => Promise.resolve(), relaunch() {}, quit, onQuit() {} },
  };
  const updater = new DebUpdater(null, app);
  Object.assign(updater, { httpExecutor: new NodeExecutor() });
  // Where downloads go is named in a file that electron-builder puts into a package.
  Object.assign(updater, { configOnDisk: { value: Promise.resolve({ updaterCacheDirName: 'gantry-updater' }) } });
  const updates = createElectronUpdates({
    loadUpdater: async () => ({ updater, createCancellation: () => new CancellationToken() }),
    feed: { provider: 'generic', url: origin },
    publicKey: PUBLIC,
    releaseUrl: (wanted) => `${origin}/v${wanted}`,
    fetchText: async (url) => (await fetch(url)).text(),
  });
  return { updates, updater, quit };
}
const { signal } = new AbortController();
const pending = () => path.join(dir, 'gantry-updater/pending');

test('a newer version is found with its notes, downloaded with its progress, and left for the person to take', async () => {
  const { name } = release('1.3.0');
  const { updates, updater, quit } = start();
  const found = await updates.check('latest');
  expect(found).toEqual({ version: '1.3.0', notes: 'What 1.3.0 brings', releasedAt: Date.UTC(2026, 0, 2, 3, 4, 5) });
  expect(existsSync(path.join(pending(), name))).toBe(false);
  await updates.download(() => {}, signal);
  expect(existsSync(path.join(pending(), name))).toBe(true);
  expect(updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: false });
  expect(quit).not.toHaveBeenCalled();
});

test('the same version, and an older one, are no updates', async () => {
  release('1.2.0');
  expect(await start('1.2.0').updates.check('latest')).toBeUndefined();
  expect(await start('1.4.0').updates.check('latest')).toBeUndefined();
});

test('a channel gives its own versions', async () => {
  release('1.3.0');
  release('1.4.0-beta.1', { channel: 'beta' });
  const { updates } = start();
  expect(await updates.check('beta')).toMatchObject({ version: '1.4.0-beta.1' });
  expect(await updates.check('latest')).toMatchObject({ version: '1.3.0' });
});

test('what is not signed with our key is thrown away, whatever its checksum says', async () => {
  const stranger = generateKeyPairSync('ed25519').privateKey;
  const { name } = release('1.3.0', { key: stranger });
  const { updates } = start();
  await updates.check('latest');
  await expect(updates.download(() => {}, signal)).rejects.toThrow('not what Gantry’s makers signed');
  expect(existsSync(path.join(pending(), name))).toBe(false);
});

test('a file that the signed list does not know is thrown away', async () => {
  release('1.3.0');
  const list = JSON.stringify({ version: '1.3.0', files: {} });
  files['/v1.3.0/checksums.json'] = list;
  files['/v1.3.0/checksums.json.sig'] = sign(null, Buffer.from(list), privateKey).toString('base64');
  const { updates } = start();
  await updates.check('latest');
  await expect(updates.download(() => {}, signal)).rejects.toMatchObject({
    error: { detail: 'gantry_1.3.0_amd64.deb is not in the signed list of its release.' },
  });
});

test('bytes that were changed on their way are refused', async () => {
  const { name, bytes } = release('1.3.0');
  files[`/v1.3.0/${name}`] = Buffer.alloc(bytes.length, 'x');
  const { updates } = start();
  await updates.check('latest');
  await expect(updates.download(() => {}, signal)).rejects.toThrow(/checksum mismatch/);
});

test('an old release, signed as it is, is not taken under a new number', async () => {
  const { name } = release('1.3.0', { signedAs: '1.0.0' });
  const { updates } = start();
  await updates.check('latest');
  await expect(updates.download(() => {}, signal)).rejects.toMatchObject({
    error: { detail: 'What was signed is version 1.0.0, not 1.3.0.' },
  });
  expect(existsSync(path.join(pending(), name))).toBe(false);
});

test('a file that is cut short is refused, and so is a list or a signature that is', async () => {
  const { name, bytes } = release('1.3.0');
  const whole = { ...files };
  const { updates } = start();
  await updates.check('latest');
  for (const [file, text] of [
    [`/v1.3.0/${name}`, bytes.subarray(0, bytes.length / 2)],
    ['/v1.3.0/checksums.json', String(whole['/v1.3.0/checksums.json']).slice(0, -1)],
    ['/v1.3.0/checksums.json.sig', String(whole['/v1.3.0/checksums.json.sig']).slice(0, 40)],
    ['/v1.3.0/checksums.json.sig', ''],
  ] as const) {
    files = { ...whole, [file]: text };
    await expect(updates.download(() => {}, signal)).rejects.toThrow(/mismatch|not what Gantry’s makers signed/);
    expect({ file, isThere: existsSync(path.join(pending(), name)) }).toEqual({ file, isThere: false });
  }
  files = whole;
  await updates.download(() => {}, signal);
});

test('the previous version is found by its name and downloaded; the next check looks for newer ones again', async () => {
  release('1.4.0');
  const { name } = release('1.2.0', { inFeed: false });
  const { updates } = start('1.3.0');
  expect(await updates.find('1.2.0')).toMatchObject({ version: '1.2.0' });
  await updates.download(() => {}, signal);
  expect(existsSync(path.join(pending(), name))).toBe(true);
  expect(await updates.check('latest')).toMatchObject({ version: '1.4.0' });
});

test('a version that is not offered any more cannot be gone back to, and a server that is gone says so', async () => {
  const { updates } = start();
  await expect(updates.find('0.9.0')).rejects.toThrow(/404|not offered/);
  await expect(updates.check('latest')).rejects.toThrow(/404/);
});
