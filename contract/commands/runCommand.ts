import type { RunSettings } from '../model/run.ts';
import { restartAmount } from './containerCommands.ts';
import { type CliArgs, dockerCommand, options } from './docker.ts';
import { each, eachPair } from './run/each.ts';
import { deviceWords, healthWords, securityWords } from './run/isolation.ts';
import { limitWords } from './run/limits.ts';
import { mountWords } from './run/mounts.ts';
import { networkWords, portWords } from './run/networks.ts';

export { runCommandGaps } from './run/gaps.ts';

/**
 * `docker container run --detach …` (or `create`); one command a line when several containers are made. What no flag
 * can say is told by `runCommandGaps`.
 */
export function runCommand(settings: RunSettings, cliArgs: CliArgs = []): string {
  return containerNames(settings)
    .map((name) => dockerCommand(cliArgs, runWords({ ...settings, name })))
    .join('\n');
}

/** The name of each container that is made: `web`, or `web-1`, `web-2`, …; undefined where the engine chooses. */
export function containerNames({ name, count }: Pick<RunSettings, 'name' | 'count'>): (string | undefined)[] {
  return Array.from({ length: count }, (_, index) => (name && count > 1 ? `${name}-${index + 1}` : name));
}

function runWords(settings: RunSettings): string[] {
  const [entrypoint, ...entrypointArgs] = settings.entrypoint ?? [];
  return [
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
    ...eachPair('label', settings.labels),
    ...eachPair('annotation', settings.annotations),
    ...mountWords(settings),
    ...healthWords(settings.healthCheck),
    ...securityWords(settings),
    ...deviceWords(settings),
    ...options({ 'log-driver': settings.logDriver || undefined }),
    ...eachPair('log-opt', settings.logOptions),
    // An empty list takes the image's entrypoint away; the CLI says that with an empty word.
    ...(settings.entrypoint ? ['--entrypoint', entrypoint ?? ''] : []),
    settings.image,
    ...entrypointArgs,
    ...(settings.command ?? []),
  ];
}
