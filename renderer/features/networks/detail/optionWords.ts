import type { NetworkSummary } from '../../../../contract/model/network.ts';
import { t } from '../texts/index.ts';

export interface OptionFact {
  /** The engine's own key. */
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly help: string;
}

const yes = (value: string) => (value === 'true' ? t('yes') : value === 'false' ? t('no') : value);

/** What an option means; those that nobody knows keep their own names. */
const KNOWN: Readonly<Record<string, () => readonly [label: string, help: string]>> = {
  'com.docker.network.bridge.enable_icc': () => [
    t('Containers reach one another (ICC)'),
    t('Without it they reach the outside, but not each other.'),
  ],
  'com.docker.network.bridge.enable_ip_masquerade': () => [
    t('Goes out with the machine’s address (masquerade)'),
    t('Without it packets leave with the container’s own address, and somebody must know the way back.'),
  ],
  'com.docker.network.bridge.host_binding_ipv4': () => [
    t('Ports are published on'),
    t('The address of the machine for a published port that names none.'),
  ],
  'com.docker.network.bridge.name': () => [t('Bridge on the machine'), t('As “ip link” shows it there.')],
  'com.docker.network.bridge.default_bridge': () => [
    t('The default bridge'),
    t('Containers are put here when nobody says where. Names are not resolved on it.'),
  ],
  'com.docker.network.driver.mtu': () => [t('Largest packet (MTU)'), t('In bytes; 1500 is usual, less inside a VPN.')],
  'com.docker.network.bridge.gateway_mode_ipv4': () => [t('Way out for IPv4'), t('nat, routed or isolated.')],
  'com.docker.network.bridge.gateway_mode_ipv6': () => [t('Way out for IPv6'), t('nat, routed or isolated.')],
  'com.docker.network.bridge.inhibit_ipv4': () => [
    t('The bridge has no address'),
    t('The machine does not take part in it.'),
  ],
  'com.docker.network.container_iface_prefix': () => [t('Interfaces in containers begin with'), t('eth unless told.')],
  parent: () => [t('Interface of the machine'), t('By which its containers reach the LAN.')],
  macvlan_mode: () => [t('Mode'), t('bridge, vepa, passthru or private.')],
  ipvlan_mode: () => [t('Mode'), t('l2, l3 or l3s.')],
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
    const [label, help] = KNOWN[key]?.() ?? [key, ''];
    const isImplied = !Object.hasOwn(options, key);
    return { key, label, value: isImplied ? t('{{value}} (as usual)', { value: yes(value) }) : yes(value), help };
  });
}
