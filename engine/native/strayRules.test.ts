import { expect, test } from 'vitest';
import { strayRules } from './strayRules.ts';

const OURS = { bridge: '10.200.0.1/16', pool: '10.201.0.0/16' };
const LINKS = [
  { ifname: 'br-living000000', addr_info: [{ local: '10.201.0.1', prefixlen: 24 }] },
  { ifname: 'docker_gwbridge', addr_info: [{ local: '172.18.0.1', prefixlen: 24 }] },
  { ifname: 'eth0', addr_info: [{ local: '192.168.1.5', prefixlen: 24 }] },
];
const stray = (rule: string) => strayRules(rule, OURS, LINKS).map((words) => words.join(' '));

test('rules about our addresses that name a bridge that is gone, or another’s, are strays', () => {
  expect(stray('-A PREROUTING -d 10.201.0.2/32 ! -i br-dead00000000 -j DROP')).toEqual([
    'PREROUTING -d 10.201.0.2/32 ! -i br-dead00000000 -j DROP',
  ]);
  expect(stray('-A POSTROUTING -s 10.201.4.0/24 ! -o docker_gwbridge -j MASQUERADE')).toHaveLength(1);
  expect(stray('-A PREROUTING -d 10.200.0.9/32 ! -i gt-dead00 -j DROP')).toHaveLength(1);
});

test('rules of living bridges, of other addresses, and those that people wrote stay', () => {
  for (const rule of [
    '-A PREROUTING -d 10.201.0.2/32 ! -i br-living000000 -j DROP',
    '-A POSTROUTING -s 10.201.0.0/24 ! -o br-living000000 -j MASQUERADE',
    '-A PREROUTING -d 172.17.0.2/32 ! -i br-dead00000000 -j DROP',
    '-A PREROUTING -d 10.201.0.2/32 -i eth0 -j DROP',
    '-A GT-1a2b3c ! -i br-dead00000000 -o br-dead00000000 -j DROP',
    '-P PREROUTING ACCEPT',
    '',
  ]) {
    expect(stray(rule)).toEqual([]);
  }
});
