import type { NetworkSummary } from '../../../../contract/model/network.ts';

export interface OptionFact {
  /** The engine's own key. */
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly help: string;
}

const yes = (value: string) => (value === 'true' ? 'yes' : value === 'false' ? 'no' : value);

/** What an option means; those that nobody knows keep their own names. */
const KNOWN: Readonly<Record<string, readonly [label: string, help: string]>> = {
  'com.docker.network.bridge.enable_icc': [
    'Containers reach one another (ICC)',
    'Without it they reach the outside, but not each other.',
  ],
  'com.docker.network.bridge.enable_ip_masquerade': [
    'Goes out with the machine’s address (masquerade)',
    'Without it packets leave with the container’s own address, and somebody must know the way back.',
  ],
  'com.docker.network.bridge.host_binding_ipv4': [
    'Ports are published on',
    'The address of the machine for a published port that names none.',
  ],
  'com.docker.network.bridge.name': ['Bridge on the machine', 'As “ip link” shows it there.'],
  'com.docker.network.bridge.default_bridge': [
    'The default bridge',
    'Containers are put here when nobody says where. Names are not resolved on it.',
  ],
  'com.docker.network.driver.mtu': ['Largest packet (MTU)', 'In bytes; 1500 is usual, less inside a VPN.'],
  'com.docker.network.bridge.gateway_mode_ipv4': ['Way out for IPv4', 'nat, routed or isolated.'],
  'com.docker.network.bridge.gateway_mode_ipv6': ['Way out for IPv6', 'nat, routed or isolated.'],
  'com.docker.network.bridge.inhibit_ipv4': ['The bridge has no address', 'The machine does not take part in it.'],
  'com.docker.network.container_iface_prefix': ['Interfaces in containers begin with', 'eth unless told.'],
  parent: ['Interface of the machine', 'By which its containers reach the LAN.'],
  macvlan_mode: ['Mode', 'bridge, vepa, passthru or private.'],
  ipvlan_mode: ['Mode', 'l2, l3 or l3s.'],
};

/** Of a bridge these hold where nothing is said. */
const BRIDGE_DEFAULTS = {
  'com.docker.network.bridge.enable_icc': 'true',
  'com.docker.network.bridge.enable_ip_masquerade': 'true',
  'com.docker.network.driver.mtu': '1500',
} as const;

/** All options in plain words; what a bridge does without being told is said as such. */
export function optionFacts({ id, driver, options }: NetworkSummary): readonly OptionFact[] {
  const isBridge = driver === 'bridge';
  const implied: Record<string, string> = isBridge
    ? { ...BRIDGE_DEFAULTS, 'com.docker.network.bridge.name': `br-${id.slice(0, 12)}` }
    : {};
  return Object.entries({ ...implied, ...options }).map(([key, value]) => {
    const [label, help] = KNOWN[key] ?? [key, ''];
    const isImplied = !Object.hasOwn(options, key);
    return { key, label, value: isImplied ? `${yes(value)} (as usual)` : yes(value), help };
  });
}
