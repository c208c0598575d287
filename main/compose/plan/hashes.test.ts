import { expect, test } from 'vitest';
import { networkHash, serviceHash, volumeHash } from './hashes.ts';

// As docker compose 2.40.3 wrote them into labels.
test('networks and volumes have the hashes that compose gives them', () => {
  expect(networkHash({ name: 'a_default', ipam: {} } as never)).toBe(
    'c450c114dbeb1bf60bb17fb3828be87f45c88e74cd16734e2a102027001bf853',
  );
  expect(volumeHash({ name: 'a_data' })).toBe('5ace33b2a68768dfdefe100f314f165cce83210168f1b2ce09b1437587f1004d');
});

test('what no container is made from has no part in the hash of a service', () => {
  const service = { command: ['sleep'], entrypoint: null, image: 'busybox:latest', deploy: { resources: {} } };
  const same = {
    ...service,
    scale: 2,
    depends_on: { db: {} },
    build: { context: '.' },
    pull_policy: 'never',
    profiles: ['x'],
  };
  expect(serviceHash(same)).toBe(serviceHash(service));
  expect(serviceHash({ ...service, deploy: { ...service.deploy, replicas: 3 } })).toBe(serviceHash(service));
  expect(serviceHash({ ...service, init: true })).not.toBe(serviceHash(service));
});
