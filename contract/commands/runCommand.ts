import type { RunSettings } from '../model/run.ts';
import { restartAmount } from './containerCommands.ts';
import { type CliArgs, dockerCommand, options } from './docker.ts';
import { each, eachPair, sayableLabels } from './run/each.ts';
import { deviceWords, healthWords, securityWords } from './run/isolation.ts';
import { limitWords } from './run/limits.ts';
import { mountWords } from './run/mounts.ts';
import { networkWords, portWords } from './run/networks.ts';
import { joinWords } from './words.ts';

export { runCommandGaps } from './run/gaps.ts';

/**
 * `docker container run --detach …` (or `create`); one command a line when several containers are made. What no flag
 * can say is told by `runCommandGaps`.
 */
export function runCommand(settings: RunSettings, cliArgs: CliArgs = []): string {
  return containerNames(settings)
    .map((name) => {
      const [flags, rest] = runWords({ ...settings, name });
      return dockerCommand(cliArgs, [...flags, ...rest]);
    })
    .join('\n');
}

const FOLDED_FROM = 80;

/** The same for a file or a page: a long command has a line for each flag. */
export function foldedRunCommand(settings: RunSettings, cliArgs: CliArgs = []): string {
  return containerNames(settings)
    .map((name) => {
      const [flags, rest] = runWords({ ...settings, name });
      const line = dockerCommand(cliArgs, [...flags, ...rest]);
      if (line.length < FOLDED_FROM) return line;
      const [head, ...parts] = oneEach(flags);
      return [dockerCommand(cliArgs, head ?? []), ...parts.map(joinWords), joinWords(rest)].join(' \\\n  ');
    })
    .join('\n');
}

const WITHOUT_VALUE = new Set([
  ...['--rm', '--interactive', '--tty', '--init', '--init=false', '--oom-kill-disable', '--publish-all'],
  ...['--no-healthcheck', '--privileged', '--read-only'],
]);

/** `container run --detach`, then each flag with its value, which may look like one. */
function oneEach(flags: readonly string[]): string[][] {
  const start = flags[2] === '--detach' ? 3 : 2;
  const parts = [flags.slice(0, start)];
  for (let index = start; index < flags.length;) {
    const end = index + (WITHOUT_VALUE.has(flags[index] ?? '') ? 1 : 2);
    parts.push(flags.slice(index, end));
    index = end;
  }
  return parts;
}

/** The name of each container that is made: `web`, or `web-1`, `web-2`, …; undefined where the engine chooses. */
export function containerNames({ name, count }: Pick<RunSettings, 'name' | 'count'>): (string | undefined)[] {
  return Array.from({ length: count }, (_, index) => (name && count > 1 ? `${name}-${index + 1}` : name));
}

/** The words up to the image, and from there. */
function runWords(settings: RunSettings): readonly [flags: string[], rest: string[]] {
  const [entrypoint, ...entrypointArgs] = settings.entrypoint ?? [];
  const flags = [
    'container',
    ...(settings.start ? ['run', '--detach'] : ['create']),
    ...options({
      name: settings.name,
      rm: settings.autoRemove,
      interactive: settings.openStdin,
      tty: settings.tty,
      init: settings.init,
      pull: settings.pull === 'missing' ? undefined : settings.pull,
      platform: settings.platform,
      runtime: settings.runtime || undefined,
      restart: settings.restartPolicy && restartAmount(settings.restartPolicy),
      hostname: settings.hostname || undefined,
      domainname: settings.domainname || undefined,
      user: settings.user || undefined,
      workdir: settings.workingDir || undefined,
      'stop-signal': settings.stopSignal || undefined,
      'stop-timeout': settings.stopTimeoutSeconds,
    }),
    ...(settings.init === false ? ['--init=false'] : []),
    ...each('group-add', settings.groupAdd),
    ...networkWords(settings),
    ...limitWords(settings),
    ...portWords(settings),
    ...eachPair('env', settings.env),
    ...each('env', settings.unsetEnv),
    ...eachPair('label', sayableLabels(settings.labels)),
    ...eachPair('annotation', settings.annotations),
    ...mountWords(settings),
    ...healthWords(settings.healthCheck),
    ...securityWords(settings),
    ...deviceWords(settings),
    ...options({ 'log-driver': settings.logDriver || undefined }),
    ...eachPair('log-opt', settings.logOptions),
    // An empty list takes the image's entrypoint away; the CLI says that with an empty word.
    ...(settings.entrypoint ? ['--entrypoint', entrypoint ?? ''] : []),
  ];
  return [flags, [settings.image, ...entrypointArgs, ...(settings.command ?? [])]];
}
