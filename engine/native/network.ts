import { run, runOrFail } from './command.ts';
import { bridgeName } from './firewall.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Private /16 pairs that neither Docker's defaults (172.17–172.31, 192.168) nor common networks use. */
const CANDIDATES = Array.from({ length: 24 }, (_, index) => 200 + index * 2).filter((second) => second < 254);

/** The addresses of one engine: a /16 for its own bridge, the next for the networks that people create. */
export interface Subnets {
  /** Address and length of the bridge itself, such as `10.200.0.1/16`. */
  readonly bridge: string;
  /** `10.201.0.0/16`, given out in /24. */
  readonly pool: string;
}

interface Route {
  readonly dst?: string;
}

/** The first pair that no route of this machine touches; the first of all when every one is touched. */
export function pickSubnets(routes: readonly Route[]): Subnets {
  const taken = routes.map(({ dst }) => dst ?? '').filter((dst) => dst.includes('.'));
  const isFree = (second: number) => !taken.some((dst) => overlaps(dst, `10.${second}.0.0/15`));
  const second = CANDIDATES.find(isFree) ?? CANDIDATES[0] ?? 200;
  return { bridge: `10.${second}.0.1/16`, pool: `10.${second + 1}.0.0/16` };
}

/** Whether two IPv4 ranges (`a.b.c.d` or `a.b.c.d/n`) have an address in common. */
export function overlaps(one: string, other: string): boolean {
  const [a, b] = [parse(one), parse(other)];
  const bits = Math.min(a.bits, b.bits);
  const mask = bits === 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0;
  return (a.address & mask) >>> 0 === (b.address & mask) >>> 0;
}

function parse(range: string): { readonly address: number; readonly bits: number } {
  const [address = '', bits = '32'] = range.split('/');
  const value = address.split('.').reduce((sum, part) => ((sum << 8) | (Number(part) & 255)) >>> 0, 0);
  return { address: value, bits: Number(bits) };
}

export async function readRoutes(env: Env): Promise<readonly Route[]> {
  const { status, stdout } = await run('ip', ['-json', '-4', 'route', 'show', 'table', 'all'], { env });
  return status === 0 ? (JSON.parse(stdout || '[]') as Route[]).filter(({ dst }) => dst !== 'default') : [];
}

/** dockerd uses a bridge other than docker0 only if it is there already. */
export async function ensureBridge(tag: string, address: string, env: Env): Promise<void> {
  const name = bridgeName(tag);
  const { status } = await run('ip', ['link', 'show', name], { env });
  if (status !== 0) await runOrFail('ip', ['link', 'add', 'name', name, 'type', 'bridge'], { env });
  await runOrFail('ip', ['address', 'replace', address, 'dev', name], { env });
  await runOrFail('ip', ['link', 'set', name, 'up'], { env });
}

interface Address {
  readonly ifname?: string;
  readonly addr_info?: readonly { readonly family: string; readonly local: string; readonly prefixlen: number }[];
}

/**
 * Removes our bridge, the named ones, and every Docker bridge with an address in our pool: dockerd leaves them all.
 * Gives the names of what it removed.
 */
export async function removeBridges(
  tag: string,
  pool: string | undefined,
  named: readonly string[],
  env: Env,
): Promise<readonly string[]> {
  const { status, stdout } = await run('ip', ['-json', 'address', 'show', 'type', 'bridge'], { env });
  const bridges = status === 0 ? (JSON.parse(stdout || '[]') as Address[]) : [];
  const isInPool = ({ addr_info = [] }: Address) =>
    addr_info.some(({ family, local }) => family === 'inet' && pool !== undefined && overlaps(local, pool));
  const isOurs = (bridge: Address) => {
    const { ifname = '' } = bridge;
    return ifname === bridgeName(tag) || named.includes(ifname) || (ifname.startsWith('br-') && isInPool(bridge));
  };
  const names = bridges.filter(isOurs).flatMap(({ ifname }) => (ifname ? [ifname] : []));
  for (const name of names) await run('ip', ['link', 'delete', name, 'type', 'bridge'], { env });
  return names;
}
