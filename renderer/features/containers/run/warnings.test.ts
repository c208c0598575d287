import { expect, test } from 'vitest';
import { RunSettings, type RunSettingsInput } from '../../../../contract/model/run.ts';
import { runWarnings } from './warnings.ts';

const warn = (fields: Partial<RunSettingsInput>) =>
  runWarnings(RunSettings.parse({ image: 'busybox', ...fields })).join('\n');

test('a harmless run has no warnings', () => {
  expect(warn({ ports: [{ containerPort: 80, hostIp: '127.0.0.1', hostPort: 8080 }] })).toBe('');
});

test('a port open to every network is named', () => {
  expect(warn({ ports: [{ containerPort: 80, hostPort: 8080 }] })).toContain('Port 8080 is open to every network');
  expect(warn({ publishAll: true })).toContain('All exposed ports');
});

test('the socket of the engine and the root of the machine are not mounted unawares', () => {
  const bind = (source: string) => warn({ mounts: [{ type: 'bind', source, target: '/x' }] });
  expect(bind('/var/run/docker.sock')).toContain('as root');
  expect(bind('/')).toContain('change the system');
  expect(bind('/etc/')).toContain('/etc');
  expect(bind('/home/me')).toBe('');
});

test('on the host network published ports are said to be ignored', () => {
  expect(warn({ networks: [{ name: 'host' }], ports: [{ containerPort: 80 }] })).toContain('ignored');
  expect(warn({ networks: [{ name: 'none' }], ports: [{ containerPort: 80 }] })).toContain('nobody reaches');
});
