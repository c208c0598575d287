import { z } from 'zod';

/** A daemon.json with which the engine did not come up; it went back to the one before. */
export interface RefusedSettings {
  readonly text: string;
  /** Why, in words. */
  readonly message: string;
  readonly at: number;
}

/**
 * What a running dockerd takes over on SIGHUP (docs.docker.com, "dockerd: configuration reload behavior"). Not
 * `max-download-attempts`, which is there too: dockerd 28 reads it, and goes on as before.
 */
export const RELOADED_SETTINGS: ReadonlySet<string> = new Set([
  'debug',
  'labels',
  'live-restore',
  'max-concurrent-downloads',
  'max-concurrent-uploads',
  'default-runtime',
  'runtimes',
  'authorization-plugins',
  'insecure-registries',
  'registry-mirrors',
  'shutdown-timeout',
  'features',
]);

/** Gantry's to choose for its own engine: another engine on the machine would be hurt, or this one not be found again. */
export const MANAGED_SETTINGS = [
  'data-root',
  'exec-root',
  'pidfile',
  'hosts',
  'bridge',
  'bip',
  'containerd',
  'firewall-backend',
  'userland-proxy-path',
] as const;

const text = z.string();
const texts = z.array(z.string());
const flag = z.boolean();
const whole = z.number().int();
const count = whole.min(0);
const pairs = z.record(z.string(), z.string());

const Pool = z.strictObject({ base: text, size: whole.min(1).max(128) });
const Ulimit = z.strictObject({ Name: text, Hard: whole, Soft: whole });
const Runtime = z.strictObject({
  path: text.optional(),
  runtimeArgs: texts.optional(),
  runtimeType: text.optional(),
  options: z.record(z.string(), z.unknown()).optional(),
});
const GcRule = z.strictObject({
  all: flag.optional(),
  filter: texts.optional(),
  keepStorage: text.optional(),
  reservedSpace: text.optional(),
  maxUsedSpace: text.optional(),
  minFreeSpace: text.optional(),
});
const Builder = z.strictObject({
  gc: z
    .strictObject({
      enabled: flag.optional(),
      defaultKeepStorage: text.optional(),
      defaultReservedSpace: text.optional(),
      defaultMaxUsedSpace: text.optional(),
      defaultMinFreeSpace: text.optional(),
      policy: z.array(GcRule).optional(),
    })
    .optional(),
  entitlements: z
    .strictObject({ 'network-host': flag.optional(), 'security-insecure': flag.optional(), device: flag.optional() })
    .optional(),
});

/**
 * The documented keys of daemon.json (docs.docker.com/reference/cli/dockerd, "Daemon configuration file"), without those
 * that are Gantry's. It says early what is wrong where; `dockerd --validate` has the last word.
 */
export const DaemonConfig = z.strictObject({
  'allow-direct-routing': flag.optional(),
  'authorization-plugins': texts.optional(),
  'bridge-accept-fwmark': text.optional(),
  builder: Builder.optional(),
  'cdi-spec-dirs': texts.optional(),
  'cgroup-parent': text.optional(),
  'containerd-namespace': text.optional(),
  'containerd-plugins-namespace': text.optional(),
  'cpu-rt-period': whole.optional(),
  'cpu-rt-runtime': whole.optional(),
  debug: flag.optional(),
  'default-address-pools': z.array(Pool).optional(),
  'default-cgroupns-mode': z.enum(['private', 'host']).optional(),
  'default-gateway': text.optional(),
  'default-gateway-v6': text.optional(),
  'default-network-opts': z.record(z.string(), pairs).optional(),
  'default-runtime': text.optional(),
  'default-shm-size': z.union([text, count]).optional(),
  'default-ulimits': z.record(z.string(), Ulimit).optional(),
  dns: texts.optional(),
  'dns-opts': texts.optional(),
  'dns-search': texts.optional(),
  'exec-opts': texts.optional(),
  experimental: flag.optional(),
  features: z.record(z.string(), flag).optional(),
  'fixed-cidr': text.optional(),
  'fixed-cidr-v6': text.optional(),
  group: text.optional(),
  'host-gateway-ip': text.optional(),
  'host-gateway-ips': texts.optional(),
  icc: flag.optional(),
  init: flag.optional(),
  'init-path': text.optional(),
  'insecure-registries': texts.optional(),
  ip: text.optional(),
  'ip-forward': flag.optional(),
  'ip-forward-no-drop': flag.optional(),
  'ip-masq': flag.optional(),
  ip6tables: flag.optional(),
  iptables: flag.optional(),
  ipv6: flag.optional(),
  labels: texts.optional(),
  'live-restore': flag.optional(),
  'log-driver': text.optional(),
  'log-format': z.enum(['text', 'json']).optional(),
  'log-level': z.enum(['debug', 'info', 'warn', 'error', 'fatal']).optional(),
  'log-opts': pairs.optional(),
  'max-concurrent-downloads': count.optional(),
  'max-concurrent-uploads': count.optional(),
  'max-download-attempts': count.optional(),
  'metrics-addr': text.optional(),
  mtu: count.optional(),
  'no-new-privileges': flag.optional(),
  'node-generic-resources': texts.optional(),
  proxies: z
    .strictObject({ 'http-proxy': text.optional(), 'https-proxy': text.optional(), 'no-proxy': text.optional() })
    .optional(),
  'raw-logs': flag.optional(),
  'registry-mirrors': texts.optional(),
  runtimes: z.record(z.string(), Runtime).optional(),
  'seccomp-profile': text.optional(),
  'selinux-enabled': flag.optional(),
  'shutdown-timeout': whole.min(-1).optional(),
  'storage-driver': text.optional(),
  'storage-opts': texts.optional(),
  'swarm-default-advertise-addr': text.optional(),
  tls: flag.optional(),
  tlscacert: text.optional(),
  tlscert: text.optional(),
  tlskey: text.optional(),
  tlsverify: flag.optional(),
  'userland-proxy': flag.optional(),
  'userns-remap': text.optional(),
});
export type DaemonConfig = z.infer<typeof DaemonConfig>;

export const isManagedSetting = (key: string): boolean => (MANAGED_SETTINGS as readonly string[]).includes(key);
