/** What the host tells the guest at each start. Nothing of it is secret but to those who may read the host's files. */
export interface GuestConfig {
  /** Lines as OpenSSH writes them. */
  readonly authorizedKeys: readonly string[];
  readonly hostname?: string;
  readonly network: GuestNetwork;
  /** `/etc/docker/daemon.json`; proxies and DNS servers of containers are its keys too. */
  readonly daemon: Readonly<Record<string, unknown>>;
  /** PEM; trusted by the engine besides those that Debian trusts. */
  readonly certificates: readonly string[];
  /** Folders of the host, and where they go. */
  readonly mounts: readonly GuestMount[];
}

export type GuestNetwork =
  | { readonly mode: 'dhcp' }
  | { readonly mode: 'static'; readonly address: string; readonly gateway: string; readonly dns: string };

export interface GuestMount {
  /** `virtiofs` unless given; `sshfs` is served by the app over SSH. */
  readonly type?: 'virtiofs' | 'sshfs';
  readonly tag: string;
  readonly path: string;
  readonly isReadOnly: boolean;
}

/** Addresses of QEMU's user network, where every guest has the same ones. */
export const slirpNetwork: GuestNetwork = {
  mode: 'static',
  address: '10.0.2.15/24',
  gateway: '10.0.2.2',
  dns: '10.0.2.3',
};

/**
 * The bytes of the config disk: a tar, which the guest unpacks at each start; padded as disks want it. The same settings
 * give the same bytes. Throws for a value that would be read as something else (a line break, a tab in a path).
 */
export function configDisk(config: GuestConfig): Buffer {
  const files = filesOf(config);
  const folders = [...new Set(Object.keys(files).flatMap(parentsOf))].sort();
  const entries = [
    ...folders.map((name) => tarEntry(`${name}/`, Buffer.alloc(0), '5', 0o755)),
    ...Object.entries(files).map(([name, text]) => tarEntry(name, Buffer.from(text), '0', 0o600)),
    Buffer.alloc(1024),
  ];
  const tar = Buffer.concat(entries);
  // Some hypervisors round a disk down to whole mebibytes and refuse an empty one.
  return Buffer.concat([tar, Buffer.alloc(DISK_UNIT_BYTES - (tar.length % DISK_UNIT_BYTES))]);
}

const DISK_UNIT_BYTES = 1 << 20;

function filesOf(config: GuestConfig): Readonly<Record<string, string>> {
  const { network } = config;
  const mounts = config.mounts.map(({ type = 'virtiofs', tag, path, isReadOnly }) =>
    [type, tag, path, isReadOnly ? 'ro' : 'rw'].map((value) => single(value, /[\t\r\n\0]/)).join('\t'),
  );
  return {
    authorized_keys: lines(config.authorizedKeys.map((key) => single(key))),
    'docker/daemon.json': `${JSON.stringify(config.daemon, null, 2)}\n`,
    'network/mode': lines([network.mode]),
    ...(network.mode === 'static' && {
      'network/address': lines([single(network.address)]),
      'network/gateway': lines([single(network.gateway)]),
      'network/dns': lines([single(network.dns)]),
    }),
    ...(config.hostname !== undefined && { hostname: lines([single(config.hostname)]) }),
    ...(mounts.length > 0 && { mounts: lines(mounts) }),
    ...Object.fromEntries(config.certificates.map((pem, index) => [`certificates/${index}.crt`, `${pem.trim()}\n`])),
  };
}

const lines = (values: readonly string[]): string => values.map((value) => `${value}\n`).join('');

function single(value: string, refused = /[\r\n\0]/): string {
  if (value === '' || refused.test(value)) throw new Error(`${JSON.stringify(value)} cannot be passed to the guest.`);
  return value;
}

const parentsOf = (name: string): readonly string[] =>
  name
    .split('/')
    .slice(0, -1)
    .map((_, index, parts) => parts.slice(0, index + 1).join('/'));

/** One entry of a tar (ustar); the names here are far shorter than the format allows. */
export function tarEntry(name: string, content: Buffer, type: '0' | '5', mode: number): Buffer {
  const header = Buffer.alloc(512);
  const octal = (value: number, at: number, length: number) =>
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at);
  header.write(name, 0);
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(content.length, 124, 12);
  octal(0, 136, 12);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\x0000', 257);
  octal(
    header.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}
