import type { ContainerAction, ContainerUpdate } from '../model/action.ts';
import { filesImage } from '../model/filesImage.ts';
import type { RestartPolicy } from '../model/container.ts';
import { cpuAmount, memoryAmount } from './amounts.ts';
import { type CliArgs, dockerCommand, operands, options } from './docker.ts';

/** The docker command that does the same to the same containers, by name or id. */
export function containerActionCommand(
  action: ContainerAction,
  names: readonly string[],
  cliArgs: CliArgs = [],
): string {
  if (action.type === 'remove' && action.stopFirst) {
    const stop = containerActionCommand({ type: 'stop' }, names, cliArgs);
    return `${stop}\n${containerActionCommand({ ...action, stopFirst: false }, names, cliArgs)}`;
  }
  if (action.type === 'remove' && action.filesImageTag !== undefined) {
    const { filesImageTag: tag, ...remove } = action;
    const commits = names.map((name) => dockerCommand(cliArgs, ['container', 'commit', name, filesImage(name, tag)]));
    return [...commits, containerActionCommand(remove, names, cliArgs)].join('\n');
  }
  return dockerCommand(cliArgs, ['container', ...actionWords(action), ...operands([...names, ...trailing(action)])]);
}

function actionWords(action: ContainerAction): string[] {
  switch (action.type) {
    case 'stop':
    case 'restart':
      // The long form was renamed between CLI 27 and 28; the short one is right for both.
      return [action.type, ...options({ t: action.timeoutSeconds })];
    case 'kill':
      return ['kill', ...options({ signal: action.signal === 'SIGKILL' ? undefined : action.signal })];
    case 'remove':
      return ['rm', ...options({ force: action.force, volumes: action.volumes })];
    case 'update':
      return ['update', ...updateOptions(action.update)];
    default:
      return [action.type];
  }
}

const trailing = (action: ContainerAction): string[] => (action.type === 'rename' ? [action.name] : []);

function updateOptions(update: ContainerUpdate): string[] {
  return options({
    memory: update.memoryBytes === undefined ? undefined : memoryAmount(update.memoryBytes),
    'memory-swap': update.memorySwapBytes === undefined ? undefined : memoryAmount(update.memorySwapBytes),
    'memory-reservation':
      update.memoryReservationBytes === undefined ? undefined : memoryAmount(update.memoryReservationBytes),
    cpus: update.cpus === undefined ? undefined : cpuAmount(update.cpus),
    'cpu-shares': update.cpuShares,
    'cpuset-cpus': update.cpusetCpus,
    // The CLI reads 0 as "leave it"; -1 is its word for no limit.
    'pids-limit': update.pids === 0 ? -1 : update.pids,
    restart: update.restartPolicy && restartAmount(update.restartPolicy),
  });
}

/** `on-failure:3` */
export const restartAmount = (policy: RestartPolicy): string =>
  policy.name === 'on-failure' && policy.maximumRetryCount ? `${policy.name}:${policy.maximumRetryCount}` : policy.name;

export interface CommitOptions {
  readonly repository: string;
  readonly tag: string;
  readonly message?: string;
  readonly author?: string;
  readonly pause: boolean;
}

export function commitCommand(name: string, commit: CommitOptions, cliArgs: CliArgs = []): string {
  return dockerCommand(cliArgs, [
    'container',
    'commit',
    ...options({ author: commit.author, message: commit.message }),
    ...(commit.pause ? [] : ['--pause=false']),
    name,
    `${commit.repository}:${commit.tag}`,
  ]);
}

export const exportCommand = (name: string, file: string, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['container', 'export', '--output', file, name]);
