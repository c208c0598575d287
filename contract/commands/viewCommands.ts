import { type CliArgs, dockerCommand, operands, options } from './docker.ts';

export const listCommand = (all: boolean, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['container', 'ls', ...options({ all })]);

export const inspectCommand = (name: string, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['container', 'inspect', ...operands([name])]);

export const topCommand = (name: string, psArgs: readonly string[] = [], cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['container', 'top', name, ...psArgs]);

export const changesCommand = (name: string, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['container', 'diff', name]);

export interface LogsOptions {
  readonly follow?: boolean;
  readonly tail?: number;
  /** Epoch ms. */
  readonly since?: number;
  readonly until?: number;
  readonly timestamps?: boolean;
}

/** The CLI reads one container's log; for many this is one command a line. */
export function logsCommand(names: readonly string[], logs: LogsOptions = {}, cliArgs: CliArgs = []): string {
  const chosen = options({
    follow: logs.follow,
    tail: logs.tail,
    since: logs.since === undefined ? undefined : new Date(logs.since).toISOString(),
    until: logs.until === undefined ? undefined : new Date(logs.until).toISOString(),
    timestamps: logs.timestamps,
  });
  return names.map((name) => dockerCommand(cliArgs, ['container', 'logs', ...chosen, name])).join('\n');
}

/** Live until it is ended. */
export const statsCommand = (name: string, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['container', 'stats', name]);

export interface EventsOptions {
  /** `container`, `image`, `network`… */
  readonly type?: string;
  /** `start`, `die`… */
  readonly action?: string;
  /** `key=value` */
  readonly label?: string | undefined;
}

export const eventsCommand = ({ type, action, label }: EventsOptions = {}, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, [
    'system',
    'events',
    ...Object.entries({ type, event: action, label }).flatMap(([key, value]) =>
      value ? ['--filter', `${key}=${value}`] : [],
    ),
  ]);

export interface ExecOptions {
  readonly program: readonly string[];
  readonly user?: string;
  readonly workingDir?: string;
  readonly env?: readonly string[];
}

/** An interactive `docker exec`. */
export function execCommand(name: string, exec: ExecOptions, cliArgs: CliArgs = []): string {
  return dockerCommand(cliArgs, [
    'container',
    'exec',
    '--interactive',
    '--tty',
    ...options({ user: exec.user, workdir: exec.workingDir }),
    ...(exec.env ?? []).flatMap((pair) => ['--env', pair]),
    name,
    ...exec.program,
  ]);
}

/** Leaving with Ctrl-P Ctrl-Q does not stop it. */
export const attachCommand = (name: string, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['container', 'attach', name]);

/** All tags: the reference is then the name of a repository. */
export const pullCommand = (reference: string, platform?: string, cliArgs: CliArgs = [], allTags = false): string =>
  dockerCommand(cliArgs, ['image', 'pull', ...options({ 'all-tags': allTags, platform }), ...operands([reference])]);
