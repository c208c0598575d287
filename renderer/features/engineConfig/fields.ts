import { t } from './texts/index.ts';

export const GROUPS = ['registries', 'network', 'logs', 'containers', 'engine'] as const;
export type GroupId = (typeof GROUPS)[number];

export const groupTitle = (id: GroupId): string =>
  ({
    registries: t('Registries and proxies'),
    network: t('Networks and DNS'),
    logs: t('Logs of containers'),
    containers: t('Containers'),
    engine: t('The engine itself'),
  })[id];

interface Described {
  readonly group: GroupId;
  /** Where it stands in daemon.json. */
  readonly path: readonly [string] | readonly [string, string];
  readonly label: string;
  readonly help: string;
  /** What holds where it is not set, in words. */
  readonly standard: string;
}

export type Field = Described &
  (
    | { readonly kind: 'flag'; readonly otherwise: boolean }
    | { readonly kind: 'text'; readonly example?: string }
    | { readonly kind: 'whole'; readonly min: number }
    | { readonly kind: 'choice'; readonly choices: readonly string[] }
    /** One per line. */
    | { readonly kind: 'list'; readonly example: string }
    /** `key=value`, one per line. */
    | { readonly kind: 'pairs'; readonly example: string }
  );

/** The keys of daemon.json that people change most; all others are for the text. */
export const fields = (): readonly Field[] => [
  {
    kind: 'list',
    group: 'registries',
    path: ['registry-mirrors'],
    label: t('Mirrors of Docker Hub'),
    help: t('Asked before Docker Hub itself, for pulls only.'),
    standard: t('none'),
    example: 'https://mirror.example',
  },
  {
    kind: 'list',
    group: 'registries',
    path: ['insecure-registries'],
    label: t('Registries without a valid certificate'),
    help: t(
      'Spoken to without TLS, or with a certificate that nobody vouches for. Whoever is on the way can change images.',
    ),
    standard: t('only this computer'),
    example: 'registry.example:5000',
  },
  {
    kind: 'text',
    group: 'registries',
    path: ['proxies', 'http-proxy'],
    label: t('Proxy for HTTP'),
    help: t('For pulls and pushes of the engine; wins over the one of the app.'),
    standard: t('the app’s'),
    example: 'http://proxy.example:3128',
  },
  {
    kind: 'text',
    group: 'registries',
    path: ['proxies', 'https-proxy'],
    label: t('Proxy for HTTPS'),
    help: t('Most registries are reached by it.'),
    standard: t('the app’s'),
    example: 'http://proxy.example:3128',
  },
  {
    kind: 'text',
    group: 'registries',
    path: ['proxies', 'no-proxy'],
    label: t('Reached without a proxy'),
    help: t('Hosts, domains and networks, with commas between them.'),
    standard: t('the app’s'),
    example: 'localhost,.example.com,10.0.0.0/8',
  },
  {
    kind: 'whole',
    group: 'registries',
    path: ['max-concurrent-downloads'],
    label: t('Layers pulled at once'),
    help: t('For each pull. Fewer help a slow or unreliable line.'),
    standard: '3',
    min: 1,
  },
  {
    kind: 'whole',
    group: 'registries',
    path: ['max-concurrent-uploads'],
    label: t('Layers pushed at once'),
    help: t('For each push.'),
    standard: '5',
    min: 1,
  },
  {
    kind: 'list',
    group: 'network',
    path: ['dns'],
    label: t('DNS servers of containers'),
    help: t('Asked by containers for names that are not those of other containers.'),
    standard: t('the host’s'),
    example: '9.9.9.9',
  },
  {
    kind: 'list',
    group: 'network',
    path: ['dns-search'],
    label: t('DNS search domains'),
    help: t('Added to short names.'),
    standard: t('the host’s'),
    example: 'example.com',
  },
  {
    kind: 'whole',
    group: 'network',
    path: ['mtu'],
    label: t('MTU of the default network'),
    help: t('Where connections hang that begin well (a VPN in between), 1400 or less often helps.'),
    standard: '1500',
    min: 68,
  },
  {
    kind: 'text',
    group: 'network',
    path: ['ip'],
    label: t('Address that ports are published at'),
    help: t('Where a port is published without naming an address. 127.0.0.1 keeps them on this computer.'),
    standard: '0.0.0.0',
    example: '127.0.0.1',
  },
  {
    kind: 'flag',
    group: 'network',
    path: ['ipv6'],
    label: t('IPv6 in the default network'),
    help: t('Networks of your own have a switch of their own.'),
    standard: t('off'),
    otherwise: false,
  },
  {
    kind: 'flag',
    group: 'network',
    path: ['icc'],
    label: t('Containers of the default network reach one another'),
    help: t('Off, they only reach what is published.'),
    standard: t('on'),
    otherwise: true,
  },
  {
    kind: 'choice',
    group: 'logs',
    path: ['log-driver'],
    label: t('Log driver'),
    help: t('Of containers that are created from then on. With local, logs are compressed and bounded by themselves.'),
    standard: 'json-file',
    choices: ['json-file', 'local', 'journald', 'syslog', 'fluentd', 'gelf', 'none'],
  },
  {
    kind: 'pairs',
    group: 'logs',
    path: ['log-opts'],
    label: t('Log options'),
    help: t('Without max-size, json-file lets the log of a talkative container fill the disk.'),
    standard: t('none'),
    example: 'max-size=10m',
  },
  {
    kind: 'text',
    group: 'containers',
    path: ['default-shm-size'],
    label: t('Size of /dev/shm'),
    help: t('Browsers and databases want more than the default.'),
    standard: '64M',
    example: '256M',
  },
  {
    kind: 'flag',
    group: 'containers',
    path: ['init'],
    label: t('Run an init process'),
    help: t('As docker run --init, for every container: it passes signals on and takes in ended children.'),
    standard: t('off'),
    otherwise: false,
  },
  {
    kind: 'flag',
    group: 'containers',
    path: ['no-new-privileges'],
    label: t('No new privileges'),
    help: t('Processes in containers cannot gain rights by setuid programs.'),
    standard: t('off'),
    otherwise: false,
  },
  {
    kind: 'choice',
    group: 'containers',
    path: ['default-cgroupns-mode'],
    label: t('Cgroup namespace'),
    help: t('Private: a container sees only its own part of the tree.'),
    standard: t('private with cgroups 2'),
    choices: ['private', 'host'],
  },
  {
    kind: 'flag',
    group: 'engine',
    path: ['live-restore'],
    label: t('Containers outlive the engine'),
    help: t('Also when it is stopped on purpose. Without it, they outlive only its crash.'),
    standard: t('off'),
    otherwise: false,
  },
  {
    kind: 'whole',
    group: 'engine',
    path: ['shutdown-timeout'],
    label: t('Seconds for containers to end'),
    help: t('When the engine stops; then they are killed.'),
    standard: '15',
    min: 0,
  },
  {
    kind: 'choice',
    group: 'engine',
    path: ['log-level'],
    label: t('Log level of the engine'),
    help: t('What the engine writes into its own log.'),
    standard: 'info',
    choices: ['debug', 'info', 'warn', 'error', 'fatal'],
  },
  {
    kind: 'list',
    group: 'engine',
    path: ['labels'],
    label: t('Labels of the engine'),
    help: t('Shown by docker info.'),
    standard: t('none'),
    example: 'team=blue',
  },
  {
    kind: 'text',
    group: 'engine',
    path: ['metrics-addr'],
    label: t('Metrics for Prometheus'),
    help: t('The address at which the engine gives its metrics.'),
    standard: t('none'),
    example: '127.0.0.1:9323',
  },
];
