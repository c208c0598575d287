import { mkdir, mkdtemp, readFile, readdir, readlink, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { duplexPair } from '../../testing/duplexPair.ts';
import { SftpClient, text, uint32, uint64 } from '../testing/sftpClient.ts';
import { ATTR, OPEN, REPLY, REQUEST, STATUS } from './protocol.ts';
import { serveSftp } from './serve.ts';

let top: string;
let dir: string;
let client: SftpClient;
let hangUp: () => Promise<void>;

const serve = (isReadOnly = false) => {
  const [left, right] = duplexPair();
  const served = serveSftp(left, { hostPath: dir, guestPath: '/home/me', isReadOnly }).catch(() => undefined);
  client = new SftpClient(right);
  hangUp = async () => {
    right.destroy();
    await served;
  };
};

beforeEach(async () => {
  top = await mkdtemp(path.join(tmpdir(), 'gantry-sftp-'));
  dir = path.join(top, 'shared');
  await mkdir(dir);
  await writeFile(path.join(top, 'secret'), 'not shared');
  serve();
});
afterEach(async () => {
  await hangUp();
  await rm(top, { recursive: true });
});

const at = (name: string | Buffer) => text(Buffer.concat([Buffer.from('/home/me/'), Buffer.from(name as string)]));
const none = uint32(0);
const mode = (bits: number) => Buffer.concat([uint32(ATTR.mode), uint32(bits)]);
const open = async (name: string, flags: number, attributes = none): Promise<Buffer> => {
  const { type, packet } = await client.ask(REQUEST.open, at(name), uint32(flags), attributes);
  expect(type).toBe(REPLY.handle);
  return text(Buffer.from(packet.string()));
};
const ok = async (answer: Promise<{ readonly status: number; readonly type: number }>) =>
  expect(await answer).toMatchObject({ type: REPLY.status, status: STATUS.ok });
const mtime = async (name: string) => (await stat(path.join(dir, name))).mtimeMs;

test('a file is written and read in pieces, wherever they belong, with the mode that was asked for', async () => {
  const handle = await open('a', OPEN.read | OPEN.write | OPEN.create | OPEN.exclusive, mode(0o666));
  await ok(client.ask(REQUEST.write, handle, uint64(5), text('world')));
  await ok(client.ask(REQUEST.write, handle, uint64(0), text('hello')));
  const { packet } = await client.ask(REQUEST.read, handle, uint64(3), uint32(100));
  expect(packet.string().toString()).toBe('loworld');
  expect((await client.ask(REQUEST.read, handle, uint64(10), uint32(1))).status).toBe(STATUS.eof);
  await ok(client.extended('fsync', handle));
  await ok(client.ask(REQUEST.close, handle));
  expect((await client.ask(REQUEST.read, handle, uint64(0), uint32(1))).status).toBe(STATUS.failure);
  expect((await stat(path.join(dir, 'a'))).mode & 0o777).toBe(0o666);
});

test('requests that come at once are answered as if one came after the other', async () => {
  const [opened, looked] = await Promise.all([
    client.ask(REQUEST.open, at('new'), uint32(OPEN.write | OPEN.create), none),
    client.ask(REQUEST.lstat, at('new')),
  ]);
  expect([opened.type, looked.type]).toEqual([REPLY.handle, REPLY.attrs]);
  const handle = text(Buffer.from(opened.packet.string()));
  const pieces = Array.from({ length: 200 }, (_, index) =>
    client.ask(REQUEST.write, handle, uint64(index * 10), text(String(index).padStart(10, '0'))),
  );
  const { packet } = await client.ask(REQUEST.lstat, at('new'));
  expect(packet.uint32() & ATTR.size).toBe(ATTR.size);
  expect(packet.uint64()).toBe(2000);
  await Promise.all(pieces.map(ok));
  expect((await readFile(path.join(dir, 'new'), 'utf8')).slice(1990)).toBe('0000000199');
});

test('folders are made, listed whole in batches, renamed and removed', async () => {
  await ok(client.ask(REQUEST.mkdir, at('many'), mode(0o775)));
  await Promise.all(Array.from({ length: 600 }, (_, n) => writeFile(path.join(dir, 'many', `${n}`), '')));
  const { packet } = await client.ask(REQUEST.opendir, at('many'));
  const handle = text(Buffer.from(packet.string()));
  const names = new Set<string>();
  let batches = 0;
  for (;;) {
    const answer = await client.ask(REQUEST.readdir, handle);
    if (answer.type === REPLY.status) break;
    batches += 1;
    for (let left = answer.packet.uint32(); left > 0; left--) {
      names.add(answer.packet.string().toString());
      answer.packet.string();
      for (let words = 0; words < 8; words++) answer.packet.uint32();
    }
  }
  expect([names.size, batches > 1]).toEqual([602, true]);
  expect((await client.ask(REQUEST.rmdir, at('many'))).status).toBe(STATUS.failure);
  await ok(client.ask(REQUEST.rename, at('many'), at('moved')));
  for (let n = 0; n < 600; n++) await ok(client.ask(REQUEST.remove, at(`moved/${n}`)));
  await ok(client.ask(REQUEST.rmdir, at('moved')));
  expect(await readdir(dir)).toEqual([]);
});

test('a rename replaces only where that was asked for', async () => {
  await writeFile(path.join(dir, 'a'), 'a');
  await writeFile(path.join(dir, 'b'), 'b');
  expect((await client.ask(REQUEST.rename, at('a'), at('b'))).status).toBe(STATUS.failure);
  await ok(client.extended('rename', at('a'), at('b')));
  expect([await readdir(dir), await readFile(path.join(dir, 'b'), 'utf8')]).toEqual([['b'], 'a']);
});

test('size, mode and times are set; an owner is taken and changes nothing', async () => {
  await writeFile(path.join(dir, 'a'), 'abcdef');
  await ok(client.ask(REQUEST.setstat, at('a'), uint32(ATTR.size), uint64(3)));
  await ok(client.ask(REQUEST.setstat, at('a'), mode(0o640)));
  await ok(client.ask(REQUEST.setstat, at('a'), uint32(ATTR.times), uint32(1000), uint32(2000)));
  await ok(client.ask(REQUEST.setstat, at('a'), uint32(ATTR.owner), uint32(999), uint32(999)));
  const found = await stat(path.join(dir, 'a'));
  expect([found.size, found.mode & 0o777, found.mtimeMs, found.uid]).toEqual([3, 0o640, 2_000_000, process.getuid?.()]);
});

test('links are made as text and read as text; hard links are one file', async () => {
  await ok(client.ask(REQUEST.symlink, text('/etc/anything'), at('link')));
  expect(await readlink(path.join(dir, 'link'))).toBe('/etc/anything');
  const { packet } = await client.ask(REQUEST.readlink, at('link'));
  packet.uint32();
  expect(packet.string().toString()).toBe('/etc/anything');
  await writeFile(path.join(dir, 'a'), 'x');
  await ok(client.extended('hardlink', at('a'), at('b')));
  expect((await stat(path.join(dir, 'b'))).nlink).toBe(2);
  expect((await client.extended('statvfs', at('a'))).type).toBe(REPLY.extended);
  expect((await client.extended('limits')).type).toBe(REPLY.extended);
});

test('names are bytes, whatever they mean', async () => {
  const name = Buffer.from([0x61, 0xff, 0xfe, 0x20, 0x0a]);
  await ok(client.ask(REQUEST.mkdir, at(name), none));
  expect(await readdir(dir, { encoding: 'buffer' })).toEqual([name]);
});

test('in a folder that may only be read nothing is changed', async () => {
  await hangUp();
  serve(true);
  await writeFile(path.join(dir, 'a'), 'x');
  const denied = [
    client.ask(REQUEST.open, at('a'), uint32(OPEN.write), none),
    client.ask(REQUEST.remove, at('a')),
    client.ask(REQUEST.mkdir, at('b'), none),
    client.extended('rename', at('a'), at('b')),
    client.ask(REQUEST.setstat, at('a'), mode(0o777)),
  ];
  for (const one of denied) expect((await one).status).toBe(STATUS.permissionDenied);
  await open('a', OPEN.read);
});

test('nothing outside is ever reached, by whatever path and request', async () => {
  await symlink('..', path.join(dir, 'up'));
  await symlink('../secret', path.join(dir, 'out'));
  await mkdir(path.join(dir, 'in'));
  await utimes(path.join(top, 'secret'), 1, 1);
  const words = ['..', '.', '', 'up', 'out', 'in', 'secret', 'shared', '/', 'home', 'me', '\0', '%2e%2e', '..\\'];
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let round = 0; round < 3000; round++) {
    const tail = Array.from({ length: 1 + random(6) }, () => words[random(words.length)]).join('/');
    const target = text(random(3) === 0 ? `/${tail}` : `/home/me/${tail}`);
    const asks = [
      () => client.ask(REQUEST.open, target, uint32(OPEN.read | OPEN.write | OPEN.create | OPEN.truncate), none),
      () => client.ask(REQUEST.stat, target),
      () => client.ask(REQUEST.setstat, target, uint32(ATTR.times), uint32(5), uint32(5)),
      () => client.ask(REQUEST.rename, target, at('in/taken')),
      () => client.extended('hardlink', target, at('in/linked')),
      () => client.ask(REQUEST.mkdir, target, none),
      () => client.ask(REQUEST.opendir, target),
    ];
    const answer = await asks[random(asks.length)]!();
    if (answer.type === REPLY.handle) await client.ask(REQUEST.close, text(Buffer.from(answer.packet.string())));
  }
  expect((await readdir(top)).sort()).toEqual(['secret', 'shared']);
  expect(await readFile(path.join(top, 'secret'), 'utf8')).toBe('not shared');
  expect(await stat(path.join(top, 'secret'))).toMatchObject({ mtimeMs: 1000, nlink: 1 });
});

test('a folder that is exchanged for a link in the same moment leads nowhere', async () => {
  await mkdir(path.join(top, 'private'));
  for (let round = 0; round < 60; round++) {
    await mkdir(path.join(dir, 'd'));
    const asked = [
      client.extended('rename', at('d'), at(`was${round}`)),
      client.ask(REQUEST.symlink, text('../private'), at('d')),
      ...Array.from({ length: 8 }, (_, n) =>
        client.ask(REQUEST.open, at(`d/${n}`), uint32(OPEN.write | OPEN.create), none),
      ),
    ];
    for (const answer of await Promise.all(asked))
      if (answer.type === REPLY.handle) await client.ask(REQUEST.close, text(Buffer.from(answer.packet.string())));
    await rm(path.join(dir, 'd'), { recursive: true });
  }
  expect(await readdir(path.join(top, 'private'))).toEqual([]);
});

test('requests that are cut short, unknown or nonsense are answered and harm nobody', async () => {
  expect((await client.ask(REQUEST.read, text('x'))).status).toBe(STATUS.badMessage);
  expect((await client.ask(99)).status).toBe(STATUS.unsupported);
  expect((await client.ask(REQUEST.extended, text('none@such'))).status).toBe(STATUS.unsupported);
  expect((await client.ask(REQUEST.close, text('nope'))).status).toBe(STATUS.failure);
  await ok(client.ask(REQUEST.mkdir, at('still here'), none));
});

test('what was open is closed when the client has gone', async () => {
  const openFiles = async () => {
    const links = await Promise.all(
      (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
    );
    return links.filter((link) => link.startsWith(dir)).length;
  };
  for (let n = 0; n < 20; n++) await open(`f${n}`, OPEN.write | OPEN.create);
  expect(await openFiles()).toBe(20);
  await hangUp();
  expect(await openFiles()).toBe(0);
  expect(await mtime('f0')).toBeGreaterThan(0);
});
