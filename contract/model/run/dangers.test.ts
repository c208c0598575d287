import { describe, expect, test } from 'vitest';
import { RunSettings, type RunSettingsInput } from '../run.ts';
import { dangersOf } from './dangers.ts';
import { hardened, isHardened } from './hardened.ts';

const settings = (input: Partial<RunSettingsInput>) => RunSettings.parse({ image: 'web', ...input });
const marks = (input: Partial<RunSettingsInput>) =>
  dangersOf(settings(input)).map(({ path, level }) => `${path.join('.')} ${level}`);
const bind = (source: string): Partial<RunSettingsInput> => ({ mounts: [{ type: 'bind', source, target: '/x' }] });

describe('what is dangerous is marked at its field', () => {
  test.each<[Partial<RunSettingsInput>, string[]]>([
    [{}, []],
    [bind('/var/run/docker.sock'), ['mounts.0.source machine']],
    [bind('/run/user/1000/podman/podman.sock'), ['mounts.0.source machine']],
    [bind('/'), ['mounts.0.source machine']],
    [bind('/etc/'), ['mounts.0.source machine']],
    [bind('/srv/data'), []],
    [{ isPrivileged: true }, ['isPrivileged machine']],
    [{ networks: [{ name: 'host' }], ports: [{ containerPort: 80 }] }, ['networks.0.name machine']],
    [{ pidMode: 'host', ipcMode: 'host', utsMode: 'host' }, ['pidMode machine', 'ipcMode machine', 'utsMode exposed']],
    [{ ports: [{ containerPort: 80 }, { containerPort: 81, hostIp: '127.0.0.1' }] }, ['ports.0.hostIp exposed']],
    [
      { ports: [{ containerPort: 80, hostIp: '::' }], publishAll: true },
      ['ports.0.hostIp exposed', 'publishAll exposed'],
    ],
    [{ capAdd: ['CHOWN', 'cap_sys_admin'] }, ['capAdd.1 machine']],
    [{ securityOptions: ['seccomp=unconfined', 'no-new-privileges'] }, ['securityOptions.0 machine']],
    [{ devices: [{ hostPath: '/dev/sda' }, { hostPath: '/dev/fuse' }] }, ['devices.0.hostPath machine']],
    [{ oomKillDisable: true }, ['oomKillDisable machine']],
    [{ oomKillDisable: true, memoryBytes: 1e9 }, []],
  ])('%j', (input, found) => expect(marks(input)).toEqual(found));
});

describe('the hardened profile', () => {
  test('takes every right away and keeps the rest', () => {
    const before = settings({ isPrivileged: true, securityOptions: ['seccomp=unconfined', 'label=type:x'], tty: true });
    const after = hardened(before);
    expect(isHardened(before)).toBe(false);
    expect(isHardened(after)).toBe(true);
    expect(dangersOf(after)).toEqual([]);
    expect(after).toMatchObject({
      ...{ user: '65534:65534', isRootReadOnly: true, capDrop: ['ALL'], tty: true },
      securityOptions: ['label=type:x', 'no-new-privileges'],
      mounts: [{ type: 'tmpfs', target: '/tmp' }],
    });
    expect(hardened(after)).toEqual(after);
  });

  test('leaves a user that is not root, and a /tmp that is there', () => {
    const mounts = [{ type: 'volume' as const, source: 'scratch', target: '/tmp' }];
    expect(hardened(settings({ user: '1000', mounts }))).toMatchObject({
      user: '1000',
      mounts: [{ source: 'scratch' }],
    });
    expect(hardened(settings({ user: '0:0' })).user).toBe('65534:65534');
  });
});
