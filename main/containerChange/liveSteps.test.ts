import { expect, test } from 'vitest';
import { isAmong, liveSteps, needsNew, type Target } from './liveSteps.ts';

const target = (host: object = {}, networks: object = { lab: {} }, name = 'web', body: object = {}): Target => ({
  name,
  body: {
    Image: 'app',
    Env: ['A=1'],
    ...body,
    HostConfig: { NetworkMode: 'lab', Memory: 64, ...host },
    NetworkingConfig: { EndpointsConfig: networks },
  },
});

test('limits, the restart policy, the name and other networks are changed while it lives', () => {
  const from = target({ PidsLimit: 5 }, { lab: {}, old: {}, same: { Aliases: ['a'] }, moved: {} });
  const to = target(
    { Memory: 128, RestartPolicy: { Name: 'always' }, PidsLimit: null },
    { lab: {}, fresh: { Aliases: ['x'] }, same: { Aliases: ['a'] }, moved: { Aliases: ['m'] } },
    'shop',
  );
  expect(liveSteps(from, to)).toEqual([
    { type: 'rename', from: 'web', to: 'shop' },
    {
      type: 'update',
      body: { Memory: 128, PidsLimit: -1, RestartPolicy: { Name: 'always', MaximumRetryCount: 0 } },
      before: { Memory: 64, PidsLimit: 5, RestartPolicy: { Name: 'no', MaximumRetryCount: 0 } },
    },
    { type: 'disconnect', network: 'old', endpoint: {} },
    { type: 'disconnect', network: 'moved', endpoint: {} },
    { type: 'connect', network: 'moved', endpoint: { Aliases: ['m'] } },
    { type: 'connect', network: 'fresh', endpoint: { Aliases: ['x'] } },
  ]);
});

test('the same is no step at all', () => expect(liveSteps(target(), target())).toEqual([]));

test.each([
  ['a variable', target({}, undefined, 'web', { Env: ['A=2'] }), 'Env.A'],
  ['a limit that is taken off, which the engine takes for “leave it”', target({ Memory: 0 }), 'HostConfig.Memory'],
  ['the network that it was made with', target({}, { lab: { Aliases: ['db'] } }), 'Networks.lab'],
  ['a port', target({ PortBindings: { '80/tcp': [{ HostPort: '80' }] } }), 'Ports.80/tcp'],
  ['a mount', target({ Binds: ['a:/a'] }), 'Mounts./a'],
])('%s needs a new container', (_, to, key) => {
  expect(liveSteps(target(), to)).toBeUndefined();
  expect(isAmong({ key }, needsNew(target(), to))).toBe(true);
  expect(isAmong({ key: 'HostConfig.RestartPolicy' }, needsNew(target(), to))).toBe(false);
});
