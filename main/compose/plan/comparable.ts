import type { ComposeConfig, ConfigService } from './composeConfig.ts';
import { flatten, type Settings } from './settings.ts';

type Shape = Readonly<Record<string, unknown>>;

/** Keys whose text is the same in a file and in what a container says of itself, as they are. */
const PLAIN = [
  'image',
  'user',
  'working_dir',
  'hostname',
  'domainname',
  'privileged',
  'read_only',
  'init',
  'tty',
  'stdin_open',
  'stop_signal',
  'uts',
  'userns_mode',
  'cgroup',
  'cgroup_parent',
  'runtime',
  'cpuset',
  'cpu_shares',
  'oom_score_adj',
  'mac_address',
  'command',
  'entrypoint',
];
/** The order of these means nothing. */
const SETS = [
  'cap_add',
  'cap_drop',
  'dns',
  'dns_opt',
  'dns_search',
  'security_opt',
  'group_add',
  'extra_hosts',
  'tmpfs',
  'device_cgroup_rules',
];
const MAPS = ['environment', 'sysctls', 'storage_opt', 'annotations'];

/**
 * A service, of a resolved file or of a container that was read back as one, as texts that can be compared. What a container
 * does not show (`build`, `deploy` but for limits, hooks, `depends_on`) is left out.
 */
export function comparable(service: Shape, config: ComposeConfig): Settings {
  const own = service as ConfigService;
  return flatten({
    ...pick(service, PLAIN),
    ...pick(service, MAPS),
    ...Object.fromEntries(SETS.map((key) => [key, sorted(service[key])])),
    labels: withoutOwn(service['labels']),
    restart: service['restart'] === 'no' ? undefined : service['restart'],
    ports: sorted((own.ports ?? []).map(portText)),
    volumes: sorted((own.volumes ?? []).flatMap((volume) => volumeText(volume, config))),
    networks: networkNames(own, config),
    ...modes(service),
    ...limits(service),
    ulimits: ulimits(service['ulimits']),
    devices: sorted((service['devices'] as readonly (string | Shape)[] | undefined)?.map(deviceText)),
    healthcheck: healthText(service['healthcheck'] as Shape | undefined),
    stop_grace_period: milliseconds(service['stop_grace_period']),
    logging: loggingText(service['logging'] as Shape | undefined),
  });
}

const pick = (service: Shape, keys: readonly string[]): Shape =>
  Object.fromEntries(keys.map((key) => [key, service[key]]));

const sorted = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.map(String).toSorted() : undefined;

const withoutOwn = (labels: unknown): unknown =>
  typeof labels !== 'object' || labels === null
    ? undefined
    : Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith('com.docker.compose.')));

type Port = NonNullable<ConfigService['ports']>[number];
const portText = ({ target, published = '', host_ip: ip = '', protocol = 'tcp' }: Port): string =>
  `${ip === '' || ip === '0.0.0.0' ? '' : `${ip}:`}${published === '' ? '' : `${published}:`}${target}/${protocol}`;

type Volume = NonNullable<ConfigService['volumes']>[number] & { readonly read_only?: boolean };
/** Those without a name have one only in the container; secrets and configs are files that compose puts there. */
function volumeText({ type, source, target, read_only: isReadOnly }: Volume, config: ComposeConfig): string[] {
  if (type === 'volume' && (source === undefined || /^[0-9a-f]{64}$/.test(source))) return [];
  if (target.startsWith('/run/secrets/')) return [];
  const name = type === 'volume' ? (config.volumes[source ?? '']?.name ?? source) : source;
  return [[...(name === undefined ? [type] : [name]), target, ...(isReadOnly ? ['ro'] : [])].join(':')];
}

function networkNames({ networks, network_mode: mode }: ConfigService, config: ComposeConfig) {
  if (mode !== undefined || !networks) return undefined;
  return Object.entries(networks)
    .map(([key, place]) => {
      const address = (place as { ipv4_address?: string } | null)?.ipv4_address;
      return `${config.networks[key]?.name ?? key}${address ? ` (${address})` : ''}`;
    })
    .toSorted();
}

/** “service:db” is another container each time. */
const modes = (service: Shape): Shape =>
  Object.fromEntries(
    ['network_mode', 'pid', 'ipc'].map((key) => {
      const mode = service[key];
      const isOther = typeof mode === 'string' && /^(service|container):/.test(mode);
      return [key, isOther ? undefined : mode];
    }),
  );

function limits(service: Shape): Shape {
  const resources = (service['deploy'] as { resources?: Record<string, Shape | undefined> } | undefined)?.resources;
  const most = resources?.['limits'] ?? {};
  const cpus = service['cpus'] ?? most['cpus'];
  return {
    mem_limit: bytes(service['mem_limit'] ?? most['memory']),
    mem_reservation: bytes(service['mem_reservation'] ?? resources?.['reservations']?.['memory']),
    memswap_limit: bytes(service['memswap_limit']),
    shm_size: bytes(service['shm_size']),
    cpus: cpus === undefined ? undefined : Number(cpus),
    pids_limit: service['pids_limit'] ?? most['pids'],
  };
}

const UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

function bytes(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  const [, amount, unit = ''] = /^(-?[\d.]+)([bkmgt]?)/i.exec(String(value as string | number)) ?? [];
  return amount === undefined ? undefined : Number(amount) * (UNITS[unit.toLowerCase()] ?? 1);
}

const STEPS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** `1m30s` of Go, as `90000 ms`. */
function milliseconds(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const parts = [...value.matchAll(/([\d.]+)(ns|us|µs|ms|s|m|h)/g)];
  return `${parts.reduce((sum, [, amount, unit = 's']) => sum + Number(amount) * (STEPS[unit] ?? 0), 0)} ms`;
}

const ulimits = (value: unknown): Shape | undefined =>
  typeof value !== 'object' || value === null
    ? undefined
    : Object.fromEntries(
        Object.entries(value).map(([name, limit]: [string, unknown]) => {
          const { soft, hard } =
            typeof limit === 'number' ? { soft: limit, hard: limit } : (limit as Record<string, number>);
          return [name, `${soft}:${hard}`];
        }),
      );

function deviceText(device: string | Shape): string {
  if (typeof device === 'string') return device;
  return [device['source'], device['target'], device['permissions']].filter(Boolean).join(':');
}

function healthText(check: Shape | undefined): string | undefined {
  if (!check) return undefined;
  if (check['disable'] === true) return 'none';
  const times = ['interval', 'timeout', 'start_period', 'start_interval'].map((key) => [key, milliseconds(check[key])]);
  const all = Object.fromEntries([...times, ['retries', check['retries']]].filter(([, value]) => value !== undefined));
  return [
    (check['test'] as readonly string[] | undefined)?.join(' '),
    ...Object.entries(all).map(([key, value]) => `${key}=${String(value)}`),
  ]
    .filter(Boolean)
    .join(' ');
}

function loggingText(logging: Shape | undefined): string | undefined {
  if (!logging) return undefined;
  const options = Object.entries((logging['options'] as Shape | undefined) ?? {}).map(
    ([key, value]) => `${key}=${String(value)}`,
  );
  return [logging['driver'], ...options.toSorted()].filter(Boolean).join(' ');
}
