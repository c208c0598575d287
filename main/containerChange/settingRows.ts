import type { SettingRow } from '../../contract/model/containerChange.ts';
import { joinWords } from '../../contract/commands/words.ts';

type Fields = Readonly<Record<string, unknown>>;

/** How the options of the engine are called; what is not here is called as the engine calls it. */
const LABELS: Readonly<Record<string, readonly [group: string, label: string]>> = {
  Image: ['Image', 'Image'],
  Cmd: ['Program', 'Command'],
  Entrypoint: ['Program', 'Entrypoint'],
  WorkingDir: ['Program', 'Working folder'],
  User: ['Program', 'User'],
  Hostname: ['Program', 'Host name'],
  Domainname: ['Program', 'Domain'],
  Tty: ['Program', 'Terminal'],
  OpenStdin: ['Program', 'Input open'],
  StopSignal: ['Program', 'Stop signal'],
  StopTimeout: ['Program', 'Seconds to stop'],
  'HostConfig.Init': ['Program', 'Init process'],
  'HostConfig.RestartPolicy': ['Program', 'Restart policy'],
  'HostConfig.AutoRemove': ['Program', 'Removed when it ends'],
  'HostConfig.NetworkMode': ['Networks', 'Network'],
  'HostConfig.Dns': ['Networks', 'DNS servers'],
  'HostConfig.ExtraHosts': ['Networks', 'Extra hosts'],
  'HostConfig.Links': ['Networks', 'Links'],
  'HostConfig.PublishAllPorts': ['Ports', 'All ports published'],
  'HostConfig.Memory': ['Limits', 'Memory'],
  'HostConfig.MemorySwap': ['Limits', 'Memory and swap'],
  'HostConfig.MemoryReservation': ['Limits', 'Memory reservation'],
  'HostConfig.NanoCpus': ['Limits', 'CPUs'],
  'HostConfig.CpuShares': ['Limits', 'CPU weight'],
  'HostConfig.CpusetCpus': ['Limits', 'Choice of CPUs'],
  'HostConfig.PidsLimit': ['Limits', 'Processes'],
  'HostConfig.ShmSize': ['Limits', 'Shared memory'],
  'HostConfig.Privileged': ['Security', 'Privileged'],
  'HostConfig.ReadonlyRootfs': ['Security', 'Read-only root'],
  'HostConfig.CapAdd': ['Security', 'Added capabilities'],
  'HostConfig.CapDrop': ['Security', 'Dropped capabilities'],
  'HostConfig.SecurityOpt': ['Security', 'Security options'],
  'HostConfig.LogConfig': ['Logs', 'Log driver'],
  Healthcheck: ['Health', 'Health check'],
};

const BYTES = new Set(['Memory', 'MemorySwap', 'MemoryReservation', 'ShmSize', 'KernelMemory']);

/** What a container is made from as rows that a person can compare: one for each variable, label, port, mount, network. */
export function settingRows(name: string, body: Fields): readonly SettingRow[] {
  const host = fieldsOf(body['HostConfig']);
  const networks = fieldsOf(fieldsOf(body['NetworkingConfig'])['EndpointsConfig']);
  return [
    row('Name', 'Name', 'Name', name),
    ...plainRows('', body, ['Env', 'Labels', 'HostConfig', 'NetworkingConfig', 'ExposedPorts', 'Volumes']),
    ...((body['Env'] ?? []) as string[]).map(variableRow),
    ...Object.entries(fieldsOf(body['Labels'])).map(([label, value]) =>
      row(`Labels.${label}`, 'Labels', label, String(value)),
    ),
    ...portRows(body, host),
    ...mountRows(body, host),
    ...Object.entries(networks).map(([network, endpoint]) =>
      row(`Networks.${network}`, 'Networks', network, endpointText(fieldsOf(endpoint))),
    ),
    ...plainRows('HostConfig.', host, ['PortBindings', 'Binds', 'Mounts', 'Tmpfs', 'VolumesFrom']),
  ];
}

function variableRow(pair: string): SettingRow {
  const at = pair.indexOf('=');
  const [name, value] = at < 0 ? [pair, undefined] : [pair.slice(0, at), pair.slice(at + 1)];
  return {
    ...row(`Env.${name}`, 'Environment', name, value ?? 'the image’s is taken away'),
    isVariable: true,
  };
}

function portRows(body: Fields, host: Fields): SettingRow[] {
  const bindings = fieldsOf(host['PortBindings']);
  const ports = new Set([...Object.keys(fieldsOf(body['ExposedPorts'])), ...Object.keys(bindings)]);
  return [...ports].map((port) => {
    const published = ((bindings[port] ?? []) as { HostIp?: string; HostPort?: string }[]).map(
      ({ HostIp, HostPort }) => `${HostIp ? `${HostIp}:` : ''}${HostPort || 'a free port'}`,
    );
    return row(`Ports.${port}`, 'Ports', port, published.length > 0 ? published.join(', ') : 'not published');
  });
}

function mountRows(body: Fields, host: Fields): SettingRow[] {
  const binds = ((host['Binds'] ?? []) as string[]).map((bind) => {
    const [source = '', target, mode] = bind.split(':');
    return target === undefined
      ? row(`Mounts.${source}`, 'Mounts', source, 'a volume without a name')
      : row(`Mounts.${target}`, 'Mounts', target, mode ? `${source} (${mode})` : source);
  });
  const mounts = ((host['Mounts'] ?? []) as Fields[]).map((mount) => {
    const { Type, Source, Target, ...rest } = mount;
    const options = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : '';
    return row(
      `Mounts.${String(Target)}`,
      'Mounts',
      String(Target),
      `${String(Type)} ${typeof Source === 'string' ? Source : ''}${options}`,
    );
  });
  const tmpfs = Object.entries(fieldsOf(host['Tmpfs'])).map(([target, options]) =>
    row(`Mounts.${target}`, 'Mounts', target, `tmpfs ${String(options)}`.trim()),
  );
  const volumes = Object.keys(fieldsOf(body['Volumes'])).map((target) =>
    row(`Volumes.${target}`, 'Mounts', target, 'a volume without a name'),
  );
  const known = new Set([...binds, ...mounts, ...tmpfs].map(({ label }) => label));
  const from = ((host['VolumesFrom'] ?? []) as string[]).map((source) =>
    row(`VolumesFrom.${source}`, 'Mounts', 'Volumes of', source),
  );
  return [...binds, ...mounts, ...tmpfs, ...volumes.filter(({ label }) => !known.has(label)), ...from];
}

function plainRows(prefix: string, fields: Fields, without: readonly string[]): SettingRow[] {
  return Object.entries(fields).flatMap(([key, value]) => {
    if (without.includes(key) || isUnset(value) || (key === 'RestartPolicy' && textOf(key, value) === 'no')) return [];
    const [group, label] = LABELS[prefix + key] ?? ['Other', key];
    return [row(prefix + key, group, label, textOf(key, value))];
  });
}

/** What the engine takes for “not said”. */
const isUnset = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === 0 ||
  value === false ||
  (typeof value === 'object' && Object.keys(value).length === 0);

function textOf(key: string, value: unknown): string {
  if (key === 'RestartPolicy') {
    const { Name, MaximumRetryCount } = value as { Name?: string; MaximumRetryCount?: number };
    return `${Name || 'no'}${MaximumRetryCount ? `:${MaximumRetryCount}` : ''}`;
  }
  if (key === 'NanoCpus') return String(Number(value) / 1e9);
  if (BYTES.has(key) && typeof value === 'number') return bytesText(value);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return joinWords(value);
  if (value === true) return 'yes';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function bytesText(bytes: number): string {
  if (bytes === -1) return 'unlimited';
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let at = 0;
  let amount = bytes;
  while (amount >= 1024 && at < units.length - 1 && amount % 1024 === 0) {
    amount /= 1024;
    at += 1;
  }
  return `${amount} ${units[at]}`;
}

function endpointText(endpoint: Fields): string {
  const { IPAMConfig, Aliases, MacAddress, ...rest } = endpoint;
  const addresses = Object.values(fieldsOf(IPAMConfig)).flat().map(String);
  const words = [
    ...addresses,
    ...(Array.isArray(Aliases) && Aliases.length > 0 ? [`as ${Aliases.join(', ')}`] : []),
    ...(typeof MacAddress === 'string' && MacAddress !== '' ? [`MAC ${MacAddress}`] : []),
    ...(Object.values(rest).some((value) => !isUnset(value)) ? [JSON.stringify(rest)] : []),
  ];
  return words.length > 0 ? words.join(' ') : 'connected';
}

const row = (key: string, group: string, label: string, value: string): SettingRow => ({ key, group, label, value });

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
