import type { RunSettings } from '../model/run.ts';
import { type CliArgs, dockerCommand, options } from './docker.ts';
import { memoryAmount } from './amounts.ts';
import { runCommand } from './runCommand.ts';

type Fields = Readonly<Record<string, unknown>>;

type LiveStep =
  | { readonly type: 'rename'; readonly from: string; readonly to: string }
  | { readonly type: 'update'; readonly body: Fields }
  | { readonly type: 'connect'; readonly network: string; readonly endpoint: Fields }
  | { readonly type: 'disconnect'; readonly network: string; readonly endpoint: Fields };

export type ShownChange =
  | { readonly type: 'live'; readonly name: string; readonly steps: readonly LiveStep[] }
  | {
      readonly type: 'new';
      readonly name: string;
      readonly settings: RunSettings;
      readonly isRunning: boolean;
      /** The new one is started while the old one still runs. */
      readonly isBeside: boolean;
    };

/** What a person would type to change a container; for what needs a new one, every step of it. */
export function changeCommand(change: ShownChange, cliArgs: CliArgs = []): string {
  const docker = (...words: string[]) => dockerCommand(cliArgs, words);
  if (change.type === 'live') {
    let { name } = change;
    return change.steps
      .map((step) => {
        if (step.type === 'update') return docker('container', 'update', ...updateWords(step.body), name);
        if (step.type === 'disconnect') return docker('network', 'disconnect', step.network, name);
        if (step.type === 'connect')
          return docker('network', 'connect', ...endpointWords(step.endpoint), step.network, name);
        name = step.to;
        return docker('container', 'rename', step.from, step.to);
      })
      .join('\n');
  }
  const { name, settings, isRunning, isBeside } = change;
  const [fresh, aside] = [`${name}-new`, `${name}-before`];
  const stop = isRunning ? [docker('container', 'stop', name)] : [];
  // An engine that starts would start the old one too.
  const quiet = settings.restartPolicy ? [docker('container', 'update', '--restart', 'no', name)] : [];
  const names = [
    docker('container', 'rename', name, aside),
    docker('container', 'rename', fresh, settings.name ?? name),
  ];
  return [
    runCommand({ ...settings, name: fresh, start: false, count: 1, pull: 'missing' }, cliArgs),
    ...(isRunning && isBeside ? [docker('container', 'start', fresh)] : []),
    ...quiet,
    ...stop,
    ...names,
    ...(isRunning && !isBeside ? [docker('container', 'start', settings.name ?? name)] : []),
  ].join('\n');
}

function updateWords(body: Fields): string[] {
  const number = (key: string) => (body[key] === undefined ? undefined : Number(body[key]));
  const amount = (key: string) => (body[key] === undefined ? undefined : memoryAmount(Number(body[key])));
  const text = (key: string) => (typeof body[key] === 'string' ? body[key] : undefined);
  const policy = body['RestartPolicy'] as { readonly Name?: string; readonly MaximumRetryCount?: number } | undefined;
  const retries = policy?.MaximumRetryCount ? `:${policy.MaximumRetryCount}` : '';
  return options({
    memory: amount('Memory'),
    'memory-swap': amount('MemorySwap'),
    'memory-reservation': amount('MemoryReservation'),
    cpus: body['NanoCpus'] === undefined ? undefined : String(Number(body['NanoCpus']) / 1e9),
    'cpu-shares': number('CpuShares'),
    'cpu-period': number('CpuPeriod'),
    'cpu-quota': number('CpuQuota'),
    'cpu-rt-period': number('CpuRealtimePeriod'),
    'cpu-rt-runtime': number('CpuRealtimeRuntime'),
    'cpuset-cpus': text('CpusetCpus'),
    'cpuset-mems': text('CpusetMems'),
    'blkio-weight': number('BlkioWeight'),
    'pids-limit': number('PidsLimit'),
    restart: policy && `${policy.Name || 'no'}${retries}`,
  });
}

function endpointWords(endpoint: Fields): string[] {
  const ipam = (endpoint['IPAMConfig'] ?? {}) as Readonly<Record<string, string | readonly string[]>>;
  const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
  return [
    ...list(endpoint['Aliases']).flatMap((alias) => ['--alias', alias]),
    ...options({ ip: ipam['IPv4Address'] as string | undefined, ip6: ipam['IPv6Address'] as string | undefined }),
    ...list(ipam['LinkLocalIPs']).flatMap((address) => ['--link-local-ip', address]),
    ...list(endpoint['Links']).flatMap((link) => ['--link', link]),
    ...Object.entries((endpoint['DriverOpts'] ?? {}) as Readonly<Record<string, string>>).flatMap(([name, value]) => [
      '--driver-opt',
      `${name}=${value}`,
    ]),
    ...(endpoint['GwPriority'] ? ['--gw-priority', String(Number(endpoint['GwPriority']))] : []),
  ];
}

/** The kept one takes its place back, and the present one is kept. */
export function rollBackCommand(name: string, aside: string, cliArgs: CliArgs = []): string {
  const docker = (...words: string[]) => dockerCommand(cliArgs, ['container', ...words]);
  return [
    docker('stop', name),
    docker('rename', name, `${name}-after`),
    docker('rename', aside, name),
    docker('start', name),
  ].join('\n');
}

/** Made again as it was; started where it ran. */
export const undoCommand = (settings: RunSettings, start: boolean, cliArgs: CliArgs = []): string =>
  runCommand({ ...settings, start, count: 1, pull: 'missing' }, cliArgs);
