import type { MadeStack } from './madeStacks.ts';

type Inspected = Readonly<Record<string, unknown>>;

/** What differs from run to run: addresses that the engine gives out, times, process numbers and paths of its own. */
const BY_CHANCE = new Set(
  'Created CreatedAt Pid SandboxID SandboxKey IPAddress Gateway MacAddress EndpointID NetworkID HostnamePath ResolvConfPath HostsPath LogPath Hostname IPAM GraphDriver ExecIDs Aliases DNSNames Mountpoint Log Metadata IPv4Address IPPrefixLen Containers'.split(
    ' ',
  ),
);
/** Where the file leaves the port to the engine. */
const FIRST_GIVEN_PORT = 32_768;
/** Ids are what they are; that a thing is another one than before is said for itself. */
const ID = /\b[0-9a-f]{64}\b/g;

export interface Left {
  readonly containers: readonly unknown[];
  readonly networks: readonly unknown[];
  readonly volumes: readonly unknown[];
  readonly images: readonly unknown[];
}

/** Which things there were, and since when they ran. */
export type Before = ReadonlyMap<string, string>;

export async function before(stack: MadeStack): Promise<Before> {
  const all = await Promise.all([containersOf(stack), ofKind(stack, 'network'), ofKind(stack, 'volume')]);
  return new Map(all.flat().map((one) => [idOf(one), sinceOf(one)]));
}

/**
 * All that the engine has of a stack, as `inspect` gives it, and what became of each thing: made, begun again, or left as it
 * was. Chance is taken out, so that what two runs have left can be compared.
 */
export async function leftBy(stack: MadeStack, were: Before): Promise<Left> {
  const told = (one: Inspected) => ({
    isNew: !were.has(idOf(one)),
    isBegunAgain: were.has(idOf(one)) && were.get(idOf(one)) !== sinceOf(one),
    ...(plain(one) as object),
  });
  const sorted = (all: readonly Inspected[]) => all.map(told).toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
  const [containers, networks, volumes, images] = await Promise.all([
    containersOf(stack),
    ofKind(stack, 'network'),
    ofKind(stack, 'volume'),
    imagesOf(stack),
  ]);
  return {
    containers: sorted(containers),
    networks: sorted(networks),
    volumes: sorted(volumes),
    images: images.map((image) => plain(image)),
  };
}

const textOf = (value: unknown) => JSON.stringify(value);
const idOf = (one: Inspected) => String(one['Id'] ?? one['Name']);
const sinceOf = (one: Inspected) =>
  textOf((one['State'] as Inspected | undefined)?.['StartedAt'] ?? one['CreatedAt'] ?? '');

const containersOf = async (stack: MadeStack): Promise<readonly Inspected[]> => {
  const label = `label=com.docker.compose.project=${stack.project}`;
  return inspected(stack, 'container', await stack.docker('ps', '--all', '--quiet', '--no-trunc', '--filter', label));
};

const ofKind = async (stack: MadeStack, kind: 'network' | 'volume'): Promise<readonly Inspected[]> => {
  const label = `label=com.docker.compose.project=${stack.project}`;
  return inspected(stack, kind, await stack.docker(kind, 'ls', '--quiet', '--filter', label));
};

/** Those that its services are built to. */
const imagesOf = async (stack: MadeStack): Promise<readonly Inspected[]> => {
  const names = await stack.docker(
    'image',
    'ls',
    '--format',
    '{{.Repository}}:{{.Tag}}',
    '--filter',
    `reference=*${stack.project}*`,
  );
  const all = await inspected(stack, 'image', names);
  return all.map(({ RepoTags, Config, RootFS }) => ({ RepoTags, Config, RootFS }));
};

async function inspected(stack: MadeStack, kind: string, ids: string): Promise<readonly Inspected[]> {
  const names = ids.split('\n').filter(Boolean);
  if (names.length === 0) return [];
  return JSON.parse(await stack.docker(kind, 'inspect', ...names)) as Inspected[];
}

function plain(value: unknown, key = ''): unknown {
  if (BY_CHANCE.has(key)) return '…';
  if (key === 'StartedAt' || key === 'FinishedAt') return String(value).startsWith('0001') ? 'never' : '…';
  if (key === 'HostPort' && Number(value) >= FIRST_GIVEN_PORT) return 'given';
  if (typeof value === 'string') return value.replaceAll(ID, 'ID');
  if (Array.isArray(value)) {
    const all = value.map((one) => plain(one));
    return key === 'Mounts' ? all.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1)) : all;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, one]) => [name.replaceAll(ID, 'ID'), plain(one, name)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
