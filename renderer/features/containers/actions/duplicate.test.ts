import { expect, test } from 'vitest';
import { RunSettings } from '../../../../contract/model/run.ts';
import { copyOf } from './duplicate.ts';

const settings = RunSettings.parse({
  image: 'nginx',
  name: 'web',
  ports: [
    { containerPort: 80, hostPort: 8080, hostIp: '127.0.0.1' },
    { containerPort: 81, hostPort: 9000, hostPortEnd: 9010 },
  ],
  networks: [{ name: 'front', aliases: ['www'], ipv4Address: '10.1.2.3', macAddress: '02:42:ac:11:00:02' }],
  env: [{ name: 'TOKEN', value: 'kept' }],
});

test('a copy has all but what only one container can have, and says what', () => {
  const { copy, changes } = copyOf(settings, 'web', ['web']);
  expect(copy.ports).toEqual([
    { containerPort: 80, hostIp: '127.0.0.1', protocol: 'tcp', hostPort: undefined },
    { containerPort: 81, hostPort: 9000, hostPortEnd: 9010, protocol: 'tcp' },
  ]);
  expect(copy.networks[0]).toMatchObject({ name: 'front', aliases: ['www'] });
  expect(copy.networks[0]?.ipv4Address).toBeUndefined();
  expect(copy.env).toEqual(settings.env);
  expect(changes).toHaveLength(2);
  expect(copyOf({ ...settings, ports: [], networks: [] }, 'web', []).changes).toEqual([]);
});

test('its name is free, and a copy of a copy is no copy-copy', () => {
  expect(copyOf(settings, 'web', ['web']).copy.name).toBe('web-copy');
  expect(copyOf(settings, 'web-copy', ['web', 'web-copy']).copy.name).toBe('web-copy-2');
  expect(copyOf(settings, 'web-copy-2', ['web-copy', 'web-copy-2', 'web-copy-3']).copy.name).toBe('web-copy-4');
});
