import type { NetworkSettings, NetworkSummary, NetworkSurroundings } from './network.ts';
import {
  containsAddress,
  containsSubnet,
  overlap,
  parseAddress,
  parseSubnet,
  type Subnet,
  subnetText,
} from './subnet.ts';

/** Something about a new network that the engine would refuse, or that would not work. */
export interface NetworkProblem {
  /** `name`, `pools.0.subnet`, `options.parent` */
  readonly path: string;
  readonly message: string;
  /** A warning lets it be made all the same. */
  readonly isWarning?: boolean;
}

export interface NetworkGround {
  readonly networks: readonly Pick<NetworkSummary, 'name' | 'subnets' | 'driver'>[];
  readonly surroundings?: NetworkSurroundings;
}

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;
const OWN_NAMES = ['bridge', 'host', 'none', 'default', 'container'];

/** All that is wrong with it, as far as can be said before the engine is asked; the page and main ask the same. */
export function networkProblems(settings: NetworkSettings, ground: NetworkGround): NetworkProblem[] {
  return [
    ...nameProblems(settings.name, ground),
    ...settings.pools.flatMap((pool, index) => poolProblems(pool, index, settings, ground)),
    ...driverProblems(settings, ground),
  ];
}

function nameProblems(name: string, { networks }: NetworkGround): NetworkProblem[] {
  const problem = (message: string): NetworkProblem[] => [{ path: 'name', message }];
  if (name.trim() === '') return problem('Give it a name.');
  if (!NAME.test(name)) {
    return problem(
      'Letters, digits, “_”, “.” and “-”, beginning with a letter or digit: containers are told it by name.',
    );
  }
  if (OWN_NAMES.includes(name)) return problem(`“${name}” means something of its own to the engine.`);
  if (networks.some((other) => other.name === name)) return problem(`There is a network “${name}” already.`);
  return [];
}

type Pool = NetworkSettings['pools'][number];

function poolProblems(pool: Pool, index: number, settings: NetworkSettings, ground: NetworkGround): NetworkProblem[] {
  const path = (field: string) => `pools.${index}.${field}`;
  const subnet = parseSubnet(pool.subnet);
  if (!subnet) {
    return [{ path: path('subnet'), message: 'Write a subnet as 192.168.5.0/24 or fd00:5::/64.' }];
  }
  const problems: NetworkProblem[] = [];
  const add = (field: string, message: string, isWarning = false) =>
    problems.push({ path: path(field), message, ...(isWarning && { isWarning }) });
  if (subnet.hasHostBits) add('subnet', `That is an address within a subnet. Write ${subnetText(subnet)}.`);
  if (subnet.version === 4 && subnet.prefixLength > 30) add('subnet', 'It has no room for a gateway and a container.');
  if (subnet.version === 6 && !settings.isIpv6) add('subnet', 'Turn IPv6 on to use an IPv6 subnet.');
  const owner = ownerOf(subnet, index, settings, ground);
  if (owner) add('subnet', owner.message, owner.isWarning);
  if (pool.gateway !== undefined) {
    const gateway = parseAddress(pool.gateway);
    if (!gateway) add('gateway', 'This is not an address.');
    else if (!containsAddress(subnet, gateway)) add('gateway', `It lies outside ${subnetText(subnet)}.`);
    else if (subnet.version === 4 && (gateway.value === subnet.first || gateway.value === subnet.last)) {
      add('gateway', 'The first and the last address of a subnet belong to nobody.');
    }
  }
  if (pool.ipRange !== undefined) {
    const range = parseSubnet(pool.ipRange);
    if (!range) add('ipRange', 'Write a range as 192.168.5.128/25.');
    else if (range.hasHostBits) add('ipRange', `That is an address within a range. Write ${subnetText(range)}.`);
    else if (!containsSubnet(subnet, range)) add('ipRange', `It lies outside ${subnetText(subnet)}.`);
  }
  const taken = new Map(pool.gateway === undefined ? [] : [[pool.gateway, 'the gateway']]);
  for (const [name, text] of Object.entries(pool.auxAddresses)) {
    const address = parseAddress(text);
    if (!address) add('auxAddresses', `“${text}” is not an address.`);
    else if (!containsAddress(subnet, address)) add('auxAddresses', `${text} lies outside ${subnetText(subnet)}.`);
    else if (taken.has(text)) add('auxAddresses', `${text} is taken by ${taken.get(text)}.`);
    taken.set(text, name);
  }
  return problems;
}

/** Who has addresses of this subnet already. */
function ownerOf(
  subnet: Subnet,
  index: number,
  { pools }: NetworkSettings,
  { networks, surroundings }: NetworkGround,
): { readonly message: string; readonly isWarning: boolean } | undefined {
  const meets = (text: string) => {
    const other = parseSubnet(text);
    return other !== undefined && overlap(subnet, other);
  };
  const before = pools.findIndex((pool, at) => at < index && meets(pool.subnet));
  if (before >= 0) {
    return { message: `It overlaps with the ${ordinal(before)} subnet of this network.`, isWarning: false };
  }
  for (const { name, subnets } of networks) {
    const hit = subnets.find(meets);
    if (hit) return { message: `It overlaps with ${hit}, which the network “${name}” has.`, isWarning: false };
  }
  const host = surroundings?.hostSubnets.find((other) => meets(other.subnet));
  if (!host) return undefined;
  return {
    message: `This machine is on ${host.subnet} itself (${host.interface}): containers would not reach that network any more.`,
    isWarning: true,
  };
}

const ordinal = (index: number) => ['first', 'second', 'third', 'fourth'][index] ?? `${index + 1}th`;

function driverProblems(settings: NetworkSettings, { surroundings }: NetworkGround): NetworkProblem[] {
  const { driver, options, isAttachable, isInternal } = settings;
  const problems: NetworkProblem[] = [];
  if (surroundings && surroundings.drivers.length > 0 && !surroundings.drivers.includes(driver)) {
    problems.push({ path: 'driver', message: `The engine has no network driver “${driver}”.` });
  }
  if (driver === 'overlay' && surroundings?.isSwarmManager === false) {
    problems.push({
      path: 'driver',
      message: 'Overlay networks need a swarm: run docker swarm init on the engine first.',
    });
  }
  if (isAttachable && driver !== 'overlay') {
    problems.push({ path: 'isAttachable', message: 'Only matters to overlay networks of a swarm.', isWarning: true });
  }
  const isOnParent = driver === 'macvlan' || driver === 'ipvlan';
  if (isOnParent && !options['parent'] && !isInternal) {
    problems.push({
      path: 'options.parent',
      message: 'Without an interface of the machine its containers reach only each other.',
      isWarning: true,
    });
  }
  const mtu = options['com.docker.network.driver.mtu'];
  if (mtu !== undefined && !(Number.isInteger(Number(mtu)) && Number(mtu) >= 68 && Number(mtu) <= 65_535)) {
    problems.push({ path: 'options.mtu', message: 'A number from 68 to 65535.' });
  }
  return problems;
}
