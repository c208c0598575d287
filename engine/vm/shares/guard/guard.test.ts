import { expect, test } from 'vitest';
import { createGuard } from './guard.ts';

const request = (target: string, body: object | string, more = '') => {
  const content = typeof body === 'string' ? body : JSON.stringify(body);
  return `POST ${target} HTTP/1.1\r\nHost: docker\r\n${more}Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
};
const create = (HostConfig: object) => request('/v1.47/containers/create?name=a', { Image: 'x', HostConfig });

/** What reaches the engine, and what the client is told instead. */
function say(bytes: Buffer, pieceBytes = bytes.length, platform: NodeJS.Platform = 'linux', shared = ['/home/me']) {
  const told: Buffer[] = [];
  const reached: Buffer[] = [];
  const guard = createGuard({
    shared: () => shared,
    answer: (response) => told.push(response),
    platform,
  });
  guard.on('data', (chunk: Buffer) => reached.push(chunk));
  for (let at = 0; at < bytes.length; at += pieceBytes) guard.write(bytes.subarray(at, at + pieceBytes));
  return { reached: Buffer.concat(reached).toString('latin1'), told: Buffer.concat(told).toString() };
}

test.each([
  create({ Binds: ['/home/me/project:/app:ro', 'data:/data'] }),
  create({ Binds: ['/var/run/docker.sock:/var/run/docker.sock', '/:/rootfs:ro', '/proc:/host/proc'] }),
  create({
    Mounts: [
      { Type: 'bind', Source: '/home/me', Target: '/a' },
      { Type: 'tmpfs', Target: '/b' },
    ],
  }),
  request('/containers/create', 'this is no JSON'),
  request('/containers/abc/start', ''),
])('what binds shared folders, or none, is passed on as it came', (text) => {
  expect(say(Buffer.from(text))).toEqual({ reached: text, told: '' });
});

test.each([
  ['/opt/data', create({ Binds: ['/home/me:/a', '/opt/data:/b'] })],
  ['/home/meow', create({ Binds: ['/home/meow:/a'] })],
  ['/home/me/../you', create({ Binds: ['/home/me/../you:/a'] })],
  ['/etc/localtime', create({ Mounts: [{ Type: 'bind', Source: '/etc/localtime', Target: '/etc/localtime' }] })],
  ['/srv', request('/v1.51/volumes/create', { Name: 'v', DriverOpts: { type: 'none', o: 'rw,bind', device: '/srv' } })],
  [
    '/srv',
    request('/services/create', {
      TaskTemplate: { ContainerSpec: { Mounts: [{ Type: 'bind', Source: '/srv', Target: '/a' }] } },
    }),
  ],
])('%s is not shared: it is refused by name, and the engine hears nothing', (source, text) => {
  const { reached, told } = say(Buffer.from(text));
  expect(reached).toBe('');
  expect(told).toMatch(/^HTTP\/1\.1 400 /);
  const { message } = JSON.parse(told.split('\r\n\r\n')[1]!) as { message: string };
  expect(message).toContain(`${source} is not shared with the engine’s VM`);
  expect(message).toContain('/home/me');
});

test('a folder that should be shared and could not be is refused with that reason, with all that is in it', () => {
  const told: Buffer[] = [];
  const guard = createGuard({
    shared: () => ['/home/me'],
    failed: () => new Map([['/srv', 'The VM could not mount /srv: no room.']]),
    answer: (response) => told.push(response),
    platform: 'linux',
  });
  guard.on('data', () => expect.unreachable());
  guard.write(create({ Binds: ['/srv/www:/a'] }));
  expect(Buffer.concat(told).toString()).toContain(
    '/srv/www is shared with the engine’s VM, but did not get into it: The VM could not mount /srv: no room.',
  );
});

test('it is found however the bytes come, between other requests, with lengths and in chunks', () => {
  const bad = create({ Binds: ['/opt:/a'] });
  const body = JSON.stringify({ HostConfig: { Binds: ['/opt:/a'] } });
  const chunks = [body.slice(0, 7), body.slice(7)].map((one) => `${one.length.toString(16)}\r\n${one}\r\n`).join('');
  const chunked = `POST /containers/create HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`;
  const archive =
    'PUT /containers/a/archive HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc\r\n\r\n0\r\nX: y\r\n\r\n';
  const ping = 'GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n';
  for (const pieceBytes of [1, 2, 3, 7, 64, 100_000]) {
    const { reached, told } = say(Buffer.from(ping + bad + archive + chunked + ping), pieceBytes);
    expect(reached).toBe(ping + archive + ping);
    expect(told.match(/400 Bad Request/g)).toHaveLength(2);
  }
});

const onWindows = (text: string) => {
  const { reached, told } = say(Buffer.from(text), 11, 'win32', ['/mnt/c/Users/Ünal']);
  const [head = '', body = ''] = Buffer.from(reached, 'latin1').toString().split('\r\n\r\n');
  return { head, told, sent: body === '' ? undefined : (JSON.parse(body) as Record<string, unknown>), body };
};

test('on Windows folders are named as the guest has them, and nothing else of the request is changed', () => {
  const Binds = [
    ...[String.raw`C:\Users\Ünal\p:/app:ro`, 'c:/Users/Ünal:/b', '/c/Users/Ünal/p:/c', '//c/Users/Ünal/p:/d'],
    ...['data:/data', '/var/run/docker.sock:/s', '/anonymous'],
  ];
  const Mounts = [
    { Type: 'bind', Source: String.raw`C:\Users\Ünal`, Target: '/e', BindOptions: { CreateMountpoint: true } },
    { Type: 'volume', Source: 'data', Target: '/f' },
  ];
  const { head, sent, body } = onWindows(
    request('/v1.51/containers/create?name=a', {
      Image: 'x',
      Env: ['A=C:\\b'],
      HostConfig: { Binds, Mounts, Memory: 4e9 },
    }),
  );
  expect(sent).toEqual({
    ...{ Image: 'x', Env: ['A=C:\\b'] },
    HostConfig: {
      Binds: [
        ...['/mnt/c/Users/Ünal/p:/app:ro', '/mnt/c/Users/Ünal:/b', '/mnt/c/Users/Ünal/p:/c', '/mnt/c/Users/Ünal/p:/d'],
        ...['data:/data', '/var/run/docker.sock:/s', '/anonymous'],
      ],
      Mounts: [{ ...Mounts[0], Source: '/mnt/c/Users/Ünal' }, Mounts[1]],
      Memory: 4e9,
    },
  });
  expect(head.split('\r\n')).toEqual([
    'POST /v1.51/containers/create?name=a HTTP/1.1',
    'Host: docker',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]);
});

test('on Windows a volume that is a folder is named so too; what is on no shared drive is refused', () => {
  const device = String.raw`C:\Users\Ünal\v`;
  const { sent } = onWindows(
    request('/volumes/create', { Name: 'v', DriverOpts: { type: 'none', o: 'bind', device } }),
  );
  expect(sent).toEqual({ Name: 'v', DriverOpts: { type: 'none', o: 'bind', device: '/mnt/c/Users/Ünal/v' } });
  for (const source of [String.raw`D:\data`, String.raw`C:\Users\Ünal\..\Eve`, '/d/data']) {
    const { told, sent: reached } = onWindows(create({ Binds: [`${source}:/a`] }));
    expect(reached).toBeUndefined();
    expect(JSON.parse(told.split('\r\n\r\n')[1]!)).toMatchObject({ message: expect.stringContaining(source) });
  }
});

test('elsewhere a request is passed on to the byte', () => {
  const text = create({ Binds: ['/home/me:/a'], Memory: 1 }).replace('"Memory":1', '"Memory": 9223372036854771712');
  const right = text.replace(/Content-Length: \d+/, (line) => `Content-Length: ${Number(line.slice(16)) + 19}`);
  expect(say(Buffer.from(right)).reached).toBe(right);
});

test('what follows an upgrade, and what is no HTTP, is left alone to the byte', () => {
  const after = Buffer.concat([
    Buffer.from('POST /v1.47/containers/a/attach HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n'),
    Buffer.from([0, 255, 13, 10]),
    Buffer.from(create({ Binds: ['/opt:/a'] })),
  ]);
  expect(say(after, 5)).toEqual({ reached: after.toString('latin1'), told: '' });
  const binary = Buffer.from([0x50, 0x52, 0x49, 0, 1, 2, 3, 250]);
  expect(say(binary, 1)).toEqual({ reached: binary.toString('latin1'), told: '' });
});
