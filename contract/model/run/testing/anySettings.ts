import fc from 'fast-check';
import { EMPTY_RUN, type RunMount, RunNetwork, type RunSettings } from '../../run.ts';
import { PLAIN_MOUNT } from '../../run.ts';

/** What is there for settings to name. */
export interface Surroundings {
  readonly image: string;
  /** Networks with a name, and the first three bytes of their subnets: `10.201.7`. */
  readonly networks: readonly { readonly name: string; readonly subnet: string }[];
  /** Another container, by name and by id. */
  readonly container: string;
  readonly containerId: string;
  /** Named volumes that are there. */
  readonly volumes: readonly string[];
  /** Block I/O, real time and storage options too: few kernels have them all, and engines then drop what they lack. */
  readonly hasEveryLimit: boolean;
}

const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined, freq: 3 });
const few = <T>(of: fc.Arbitrary<T>, maxLength = 2): fc.Arbitrary<T[]> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant<T[]>([]) },
    { weight: 1, arbitrary: fc.uniqueArray(of, { maxLength, selector: (one) => JSON.stringify(one) }) },
  );
const rarely = fc.boolean().chain((one) => (one ? fc.boolean() : fc.constant(false)));

/** Whatever can be in an argument: quotes, dollars, line breaks, emoji; no NUL, and no half of a surrogate pair. */
const anyText = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 14 }),
    fc.constantFrom('', ' ', '=', 'a=b=c', '$HOME', '`id`', '"', "'", '\\', '\n', '--', '-x', '=lead', 'trail='),
  )
  .filter((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text));
const someText = anyText.filter((text) => text !== '');
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
const name = fc.oneof(word, fc.stringMatching(/^[A-Z_][A-Z0-9_.-]{0,10}$/)).filter((one) => one !== 'PATH');
const pairs = (names: fc.Arbitrary<string>, values: fc.Arbitrary<string> = anyText) =>
  fc.uniqueArray(fc.record({ name: names, value: values }), { maxLength: 3, selector: (pair) => pair.name });
const amount = (min: number, max: number) => fc.integer({ min, max });
const folder = fc.stringMatching(/^\/[a-z][a-z0-9 ,"'=$]{0,8}[a-z0-9]$/);
const plainFolder = fc.stringMatching(/^\/[a-z][a-z0-9_.-]{0,8}[a-z0-9]$/);
const device = fc.constantFrom('/dev/null', '/dev/zero', '/dev/full', '/dev/random');
const protocol = fc.constantFrom('tcp' as const, 'udp' as const, 'sctp' as const);
const port = amount(1, 65_535);

const hostPorts = fc.oneof(
  fc.constant({}),
  fc.record({ hostPort: port }),
  fc.record({ hostPort: amount(1, 30_000), more: amount(1, 50) }).map(({ hostPort, more }) => ({
    hostPort,
    hostPortEnd: hostPort + more,
  })),
);
const ports = few(
  fc
    .record({
      at: hostPorts,
      containerPort: port,
      protocol,
      hostIp: maybe(fc.constantFrom('127.0.0.1', '0.0.0.0', '::1')),
    })
    .map(({ at, ...rest }) => ({ ...rest, ...at })),
  4,
);

function mount({ volumes, hasEveryLimit }: Surroundings): fc.Arbitrary<RunMount> {
  const of = <T extends Partial<RunMount>>(fields: fc.Arbitrary<T>): fc.Arbitrary<RunMount> =>
    fc.record({ fields, isReadOnly: fc.boolean() }).map(({ fields: own, isReadOnly }) => ({
      ...PLAIN_MOUNT,
      type: 'volume' as const,
      source: '',
      target: '/',
      ...own,
      isReadOnly,
    }));
  const selinux = maybe(fc.constantFrom('shared' as const, 'private' as const));
  const volume = fc.constant('volume' as const);
  return fc.oneof(
    of(
      fc.record({
        type: volume,
        source: fc.constantFrom(...volumes),
        target: folder,
        noCopy: rarely,
        subpath: maybe(word),
      }),
    ),
    of(fc.record({ type: volume, source: fc.constantFrom(...volumes), target: plainFolder, selinux, noCopy: rarely })),
    of(fc.record({ type: volume, target: folder, noCopy: rarely })),
    of(
      fc.record({
        type: volume,
        source: fc.constantFrom(...volumes),
        target: folder,
        driver: maybe(fc.constant('local')),
        driverOptions: hasEveryLimit ? pairs(word) : fc.constant([]),
        volumeLabels: pairs(name),
      }),
    ),
    of(
      fc.record({
        type: fc.constant('bind' as const),
        source: fc.constantFrom('/etc', '/etc/hostname', '/usr/share'),
        target: folder,
        propagation: maybe(fc.constantFrom('private' as const, 'rprivate' as const)),
        isNonRecursive: rarely,
        createSource: rarely,
        consistency: maybe(fc.constantFrom('cached' as const, 'consistent' as const)),
      }),
    ),
    of(
      fc.record({
        type: fc.constant('bind' as const),
        source: fc.constantFrom('/etc', '/usr/share'),
        target: plainFolder,
        createSource: fc.constant(true),
        selinux,
        propagation: maybe(fc.constantFrom('private' as const, 'rprivate' as const)),
      }),
    ),
    of(
      fc.record({
        type: fc.constant('tmpfs' as const),
        target: folder,
        sizeBytes: maybe(amount(4096, 1e6)),
        mode: maybe(amount(1, 0o1777)),
      }),
    ),
    of(
      fc.record({
        type: fc.constant('tmpfs' as const),
        target: plainFolder,
        tmpfsOptions: fc.constantFrom('', 'exec', 'size=64m,uid=7'),
      }),
    ),
  );
}

function networks({ networks: named, containerId }: Surroundings): fc.Arbitrary<RunNetwork[]> {
  const place = ({ name: network, subnet }: Surroundings['networks'][number]) =>
    fc
      .record({
        name: fc.constant(network),
        aliases: few(word),
        ipv4Address: maybe(amount(3, 250).map((last) => `${subnet}.${last}`)),
        linkLocalAddresses: few(fc.constant('169.254.7.9'), 1),
        macAddress: maybe(amount(16, 255).map((last) => `02:42:ac:11:00:${last.toString(16)}`)),
        driverOptions: pairs(fc.constantFrom('com.example.a', 'com.example.b'), word),
        gatewayPriority: maybe(amount(-5, 50).filter((priority) => priority !== 0)),
      })
      .map((fields): RunNetwork => ({ ...fields, links: [] }));
  const alone = (of: string) => fc.constant<RunNetwork[]>([RunNetwork.parse({ name: of })]);
  const several = fc
    .shuffledSubarray([...named], { minLength: 1 })
    .chain((some) => fc.tuple(...some.map(place)))
    .map((places): RunNetwork[] => [...places]);
  return fc.oneof(
    fc.constant<RunNetwork[]>([]),
    alone('none'),
    alone('host'),
    alone(`container:${containerId}`),
    several,
    several,
  );
}

const limits = (hasEveryLimit: boolean) => {
  const rates = hasEveryLimit ? few(fc.record({ path: device, perSecond: amount(1, 1e9) })) : fc.constant([]);
  const only = <T>(of: fc.Arbitrary<T>) => (hasEveryLimit ? maybe(of) : fc.constant(undefined));
  const cpu = fc.oneof(
    fc.record({ cpus: maybe(amount(1, 190).map((hundredths) => hundredths / 100)) }),
    fc.record({ cpuPeriodMicroseconds: maybe(amount(1000, 100_000)), cpuQuotaMicroseconds: maybe(amount(1000, 1e6)) }),
  );
  const memory = fc.record({
    memoryBytes: amount(64 << 20, 512 << 20),
    more: maybe(amount(0, 1 << 30)),
    all: fc.boolean(),
  });
  return fc
    .record({
      cpu,
      memory: maybe(memory),
      memoryReservationBytes: maybe(amount(6 << 20, 64 << 20)),
      memorySwappiness: only(amount(0, 100)),
      oomScoreAdjust: maybe(amount(-1000, 1000)),
      shmSizeBytes: maybe(amount(1, 63 << 20)),
      cpuShares: maybe(amount(2, 1024)),
      cpuRealtimePeriodMicroseconds: only(amount(1, 1e6)),
      cpuRealtimeRuntimeMicroseconds: only(amount(1, 1e6)),
      cpusetCpus: maybe(fc.constantFrom('0', '0,1', '0-1')),
      cpusetMems: maybe(fc.constant('0')),
      pids: maybe(amount(-1, 500)),
      blkioWeight: only(amount(10, 1000)),
      blkioWeightDevices: hasEveryLimit ? few(fc.record({ path: device, weight: amount(10, 1000) })) : fc.constant([]),
      deviceReadBytes: rates,
      deviceWriteBytes: rates,
      deviceReadOperations: rates,
      deviceWriteOperations: rates,
      ulimits: fc.uniqueArray(
        fc
          .record({
            name: fc.constantFrom('nofile', 'nproc', 'core', 'stack'),
            soft: amount(1, 1000),
            more: amount(0, 100),
          })
          .map(({ name: limit, soft, more }) => ({ name: limit, soft, hard: soft + more })),
        { maxLength: 2, selector: (limit) => limit.name },
      ),
    })
    .map(({ cpu: cpus, memory: given, ...rest }) => ({
      ...rest,
      ...cpus,
      ...(given && { memoryBytes: given.memoryBytes }),
      ...(given && given.all && { memorySwapBytes: -1 }),
      ...(given && !given.all && given.more !== undefined && { memorySwapBytes: given.memoryBytes + given.more }),
    }));
};

const process = fc.record({
  entrypoint: maybe(fc.oneof(fc.array(someText, { minLength: 1, maxLength: 3 }), fc.constant([]))),
  command: fc.array(someText, { minLength: 1, maxLength: 4 }),
  workingDir: maybe(folder),
  user: maybe(fc.constantFrom('nobody', '1000', '1000:1000', 'root:root')),
  groupAdd: few(fc.constantFrom('audio', '27', 'video')),
  env: pairs(name),
  unsetEnv: fc.constantFrom([], [], ['PATH'], ['OTHER_NAME']),
  labels: pairs(someText.filter((text) => text.trim() !== '')),
  annotations: pairs(word, word),
  tty: fc.boolean(),
  openStdin: fc.boolean(),
  init: maybe(fc.boolean()),
  stopSignal: maybe(fc.constantFrom('SIGKILL', 'SIGQUIT', '15', 'SIGRTMIN+3')),
  stopTimeoutSeconds: maybe(amount(0, 600)),
});

const duration = maybe(fc.oneof(amount(1, 600_000), fc.constantFrom(1.5, 30_000, 1000)));
const healthCheck = maybe(
  fc.oneof(
    fc.constant({ test: ['NONE'] }),
    fc.record({
      test: maybe(
        fc.oneof(
          someText.map((text) => ['CMD-SHELL', text]),
          fc.array(someText, { minLength: 1, maxLength: 3 }).map((words) => ['CMD', ...words]),
        ),
      ),
      intervalMs: duration,
      timeoutMs: duration,
      startPeriodMs: duration,
      startIntervalMs: duration,
      retries: maybe(amount(1, 20)),
    }),
  ),
);

const security = fc.record({
  capAdd: few(fc.constantFrom('NET_ADMIN', 'SYS_TIME', 'SYS_PTRACE', 'ALL')),
  capDrop: few(fc.constantFrom('MKNOD', 'CHOWN', 'NET_RAW', 'ALL')),
  isPrivileged: rarely,
  isRootReadOnly: fc.boolean(),
  securityOptions: fc.subarray(['no-new-privileges', 'seccomp=unconfined', 'systempaths=unconfined']),
  pidMode: maybe(fc.constant('host')),
  ipcMode: maybe(fc.constantFrom('host', 'shareable', 'none')),
  utsMode: maybe(fc.constant('host')),
  usernsMode: maybe(fc.constant('host')),
  cgroupParent: maybe(fc.constantFrom('/gantry', 'gantry')),
  sysctls: pairs(fc.constantFrom('net.core.somaxconn', 'net.ipv4.ip_unprivileged_port_start'), word),
});

const devices = fc.record({
  devices: few(
    fc.record({ hostPath: device, containerPath: maybe(plainFolder), permissions: maybe(fc.constantFrom('r', 'rw')) }),
  ),
  deviceCgroupRules: few(fc.constantFrom('c 188:* rwm', 'b *:3 r')),
  deviceRequests: few(
    fc.oneof(
      fc.constant({ count: -1, deviceIds: [], capabilities: [['gpu']], options: [] }),
      fc.constant({ driver: 'nvidia', deviceIds: ['0', 'GPU-1'], capabilities: [['utility', 'gpu']], options: [] }),
    ),
    1,
  ),
});

/** Settings as somebody may choose them, and the engine accepts them for a container that is only created. */
export function anySettings(around: Surroundings): fc.Arbitrary<RunSettings> {
  const rest = fc.record({
    ports,
    expose: few(fc.record({ containerPort: port, protocol })),
    publishAll: fc.boolean(),
    mounts: fc.uniqueArray(mount(around), { maxLength: 4, selector: ({ target }) => target }),
    volumesFrom: few(
      fc.record({
        container: fc.constant(around.container),
        mode: maybe(fc.constantFrom('ro' as const, 'z' as const)),
      }),
      1,
    ),
    networks: networks(around),
    links: few(fc.record({ container: fc.constant(around.container), alias: word }), 1),
    hostname: maybe(word),
    domainname: maybe(fc.constant('example.org')),
    dns: few(fc.constantFrom('1.1.1.1', '9.9.9.9')),
    dnsOptions: few(fc.constantFrom('ndots:2', 'rotate')),
    dnsSearch: few(fc.constantFrom('example.org', 'lan')),
    extraHosts: few(fc.record({ host: word, address: fc.constantFrom('10.1.2.3', '::1', 'host-gateway') })),
    healthCheck,
    logDriver: maybe(fc.constantFrom('none', 'local')),
    restartPolicy: maybe(
      fc.oneof(
        fc.record({ name: fc.constantFrom('always' as const, 'unless-stopped' as const, 'no' as const) }),
        fc.record({ name: fc.constant('on-failure' as const), maximumRetryCount: maybe(amount(0, 9)) }),
      ),
    ),
    autoRemove: fc.boolean(),
    start: fc.constant(false),
    storageOptions: around.hasEveryLimit ? pairs(word) : fc.constant([]),
    logOptions: fc.constantFrom([], [{ name: 'max-size', value: '10m' }]),
  });
  return fc
    .tuple(process, security, devices, limits(around.hasEveryLimit), rest)
    .map((parts): RunSettings =>
      possible({ ...EMPTY_RUN, image: around.image, ...Object.assign({}, ...parts) } as RunSettings),
    );
}

/** Without what the engine refuses together. */
function possible(settings: RunSettings): RunSettings {
  const network = settings.networks[0]?.name ?? 'bridge';
  const isShared = network.startsWith('container:');
  const isAlone = isShared || network === 'host' || network === 'none';
  const own = new Set(settings.mounts.map(({ target }) => target));
  return {
    ...settings,
    ...(settings.autoRemove && { restartPolicy: undefined }),
    ...(isAlone && { links: [] }),
    ...(isShared && {
      ...{ hostname: undefined, domainname: undefined, ports: [], expose: [], publishAll: false },
      ...{ dns: [], dnsSearch: [], dnsOptions: [], extraHosts: [] },
    }),
    ...(settings.utsMode === 'host' && { hostname: undefined, domainname: undefined }),
    // A host path of its own kind: the engine keeps no sysctls of a namespace that is the machine’s.
    ...((isShared || network === 'host') && { sysctls: [] }),
    ...(settings.isPrivileged && {
      securityOptions: settings.securityOptions.filter((one) => one === 'no-new-privileges'),
    }),
    ...(settings.logDriver === 'none' && { logOptions: [] }),
    volumesFrom: own.has('/shared') ? [] : settings.volumesFrom,
    mounts: settings.mounts.map((one) => (one.type === 'volume' && !one.source ? { ...one, isReadOnly: false } : one)),
  };
}
