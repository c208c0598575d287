import { canonicalSettings } from '../model/run/canonical.ts';
import type { RunSettings } from '../model/run.ts';
import type { Made, MadeHostConfig } from '../createCall/read/made.ts';
import { settingsOf } from '../createCall/read/settingsOf.ts';
import { CONFIG_SCALARS, DEVICE_RATES, HOST_LISTS, HOST_RECORDS, HOST_SCALARS } from '../createCall/body/scalars.ts';
import type { Notes } from './notes.ts';
import type { ShellWord } from './shellWords.ts';

const TAKES_VALUE = new Set([
  ...['-X', '--request', '-H', '--header', '-d', '--data', '--data-raw', '--data-binary', '--data-ascii', '--json'],
  ...[
    '--unix-socket',
    '--url',
    '-o',
    '--output',
    '-u',
    '--user',
    '-A',
    '--cert',
    '--key',
    '--cacert',
    '-m',
    '--max-time',
  ],
]);
const DATA = /^(-d|--data|--data-raw|--data-binary|--data-ascii|--json)$/;

/** A `curl` to the engine’s API that makes a container; undefined when it is another one. */
export function readCurl(words: readonly ShellWord[], notes: Notes): RunSettings | undefined {
  let address: ShellWord | undefined;
  let data: ShellWord | undefined;
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (!word) break;
    const [name = '', ...inline] = word.text.startsWith('--') ? word.text.split('=') : [word.text];
    const glued = /^-([XHdo])(.+)$/.exec(word.text);
    const key = glued ? `-${glued[1]}` : name;
    if (TAKES_VALUE.has(key)) {
      const isInline = glued !== null || inline.length > 0;
      const value = isInline ? { ...word, text: glued?.[2] ?? inline.join('=') } : words[++index];
      if (DATA.test(key)) data = value;
      if (key === '--url') address = value;
    } else if (!word.text.startsWith('-')) address ??= word;
  }
  const [, query] = /\/containers\/create\/?(?:\?(.*))?$/.exec(address?.text ?? '') ?? [];
  if (!address || !/\/containers\/create\/?(\?|$)/.test(address.text)) return undefined;
  const parameters = new URLSearchParams(query ?? '');
  const settings = data ? readBody(data, notes) : undefined;
  if (!settings) {
    if (!data) notes.add('error', address, 'It sends no settings: -d with JSON is missing.');
    return undefined;
  }
  return canonicalSettings({
    ...settings,
    name: parameters.get('name') ?? undefined,
    platform: parameters.get('platform') ?? undefined,
    start: false,
  });
}

function readBody(word: ShellWord, notes: Notes): RunSettings | undefined {
  if (word.text.startsWith('@')) {
    const path = word.text.slice(1);
    notes.add('error', word, `Open ${path} to take its settings over.`, { path, kind: 'body' });
    return undefined;
  }
  try {
    const body: unknown = JSON.parse(word.text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
      return readCreateBody(body as Readonly<Record<string, unknown>>, (message) =>
        notes.add('warning', word, message),
      );
    }
    notes.add('error', word, 'What is sent is no JSON object.');
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    const isSyntax = thrown instanceof SyntaxError;
    notes.add(
      'error',
      word,
      isSyntax ? `What is sent is no JSON: ${why}` : 'A field of what is sent is not as the engine has it.',
    );
  }
  return undefined;
}

/**
 * The settings that the body of the engine’s create call describes. `warn` is told the fields that are not taken over;
 * limits that stand outside of `HostConfig`, as they did until 2015, are read there.
 */
export function readCreateBody(body: Readonly<Record<string, unknown>>, warn: (message: string) => void): RunSettings {
  const { HostConfig, NetworkingConfig, ...config } = body;
  const host: Record<string, unknown> = { ...(HostConfig as object | undefined) };
  for (const [key, value] of Object.entries(config)) {
    if (KNOWN_CONFIG.has(key)) continue;
    const newer = key === 'Cpuset' ? 'CpusetCpus' : key;
    if (KNOWN_HOST.has(newer) && value !== '' && value !== 0) {
      host[newer] ??= value;
      warn(`“${key}” belongs into HostConfig${newer === key ? '' : ` as ${newer}`}: it was read there.`);
    } else if (isSomething(value)) warn(`“${key}” is not known and not taken over.`);
  }
  for (const [key, value] of Object.entries(host)) {
    if (!KNOWN_HOST.has(key) && isSomething(value)) warn(`“HostConfig.${key}” is not known and not taken over.`);
  }
  if (config['NetworkDisabled'] === true) host['NetworkMode'] = 'none';
  const endpoints = (NetworkingConfig as { EndpointsConfig?: object } | undefined)?.EndpointsConfig ?? {};
  const mode = host['NetworkMode'] ?? Object.keys(endpoints)[0] ?? 'default';
  const made: Made = {
    Id: '',
    Config: config as Made['Config'],
    HostConfig: { ...(host as MadeHostConfig), NetworkMode: typeof mode === 'string' ? mode : 'default' },
    NetworkSettings: { Networks: endpoints as Record<string, never> },
  };
  // Nothing stands behind it that could have given any of it.
  const settings = settingsOf(made, {}, { hostName: '', logDriver: '', runtime: '', cgroupnsMode: '' });
  const [first] = (config['Entrypoint'] ?? []) as readonly string[];
  return first === '' ? { ...settings, entrypoint: [] } : settings;
}

const isSomething = (value: unknown): boolean =>
  !(
    value === null ||
    value === '' ||
    value === 0 ||
    value === false ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );

const KNOWN_CONFIG = new Set<string>([
  ...Object.values(CONFIG_SCALARS),
  ...['Image', 'Env', 'Labels', 'Entrypoint', 'Cmd', 'ExposedPorts', 'Volumes', 'Healthcheck', 'MacAddress'],
  ...['AttachStdin', 'AttachStdout', 'AttachStderr', 'StdinOnce', 'NetworkDisabled'],
]);
const KNOWN_HOST = new Set<string>([
  ...[HOST_SCALARS, HOST_LISTS, HOST_RECORDS, DEVICE_RATES].flatMap((names) => Object.values(names)),
  ...['Binds', 'Mounts', 'Tmpfs', 'VolumesFrom', 'NetworkMode', 'Links', 'ExtraHosts', 'PortBindings', 'RestartPolicy'],
  ...['NanoCpus', 'CapAdd', 'CapDrop', 'SecurityOpt', 'MaskedPaths', 'ReadonlyPaths', 'LogConfig', 'Ulimits'],
  ...['BlkioWeightDevice', 'Devices', 'DeviceRequests'],
]);
