import { expect, test } from 'vitest';
import { emptyDraft, newPair, newPool, poolIndex, settingsOf } from './createDraft.ts';

test('an empty form but for its name leaves everything to the engine', () => {
  expect(settingsOf({ ...emptyDraft(), name: ' shop ', pools: [newPool()] })).toEqual({
    name: 'shop',
    driver: 'bridge',
    pools: [],
    isInternal: false,
    isAttachable: false,
    isIpv6: false,
    ipamDriver: 'default',
    options: {},
    labels: {},
  });
});

test('what stands in the form is what the engine gets', () => {
  const pool = {
    ...newPool(),
    subnet: '10.1.0.0/24',
    gateway: '10.1.0.1',
    ipRange: '',
    auxAddresses: 'nas=10.1.0.9, 10.1.0.8',
  };
  const settings = settingsOf({
    ...emptyDraft(),
    name: 'shop',
    pools: [newPool(), pool],
    mtu: '1400',
    bridgeName: 'shop0',
    isIccOff: true,
    isMasqueradeOff: true,
    options: [{ ...newPair(), name: 'a', value: ' =b ' }, newPair()],
    labels: [{ ...newPair(), name: 'team', value: '' }],
  });
  expect(settings.pools).toEqual([
    { subnet: '10.1.0.0/24', gateway: '10.1.0.1', auxAddresses: { nas: '10.1.0.9', '10.1.0.8': '10.1.0.8' } },
  ]);
  expect(settings.options).toEqual({
    'com.docker.network.driver.mtu': '1400',
    'com.docker.network.bridge.name': 'shop0',
    'com.docker.network.bridge.enable_icc': 'false',
    'com.docker.network.bridge.enable_ip_masquerade': 'false',
    a: ' =b ',
  });
  expect(settings.labels).toEqual({ team: '' });
});

test('what only a bridge has is not sent with another driver, and the interface only where there is one', () => {
  const draft = { ...emptyDraft(), name: 'lan', isIccOff: true, bridgeName: 'x', parent: 'eth0' };
  expect(settingsOf({ ...draft, driver: 'macvlan' }).options).toEqual({ parent: 'eth0' });
  expect(settingsOf(draft).options).not.toHaveProperty('parent');
});

test('a problem of a subnet stands beside its own row, whatever is empty before it', () => {
  const [empty, filled] = [newPool(), { ...newPool(), subnet: 'x' }];
  expect(poolIndex([empty, filled], filled.key)).toBe(0);
  expect(poolIndex([empty, filled], empty.key)).toBe(-1);
});
