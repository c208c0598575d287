import type { PortMapping, RunMount, RunSettings } from '../model/run.ts';
import { cpuAmount, memoryAmount } from './amounts.ts';
import { restartAmount } from './containerCommands.ts';
import { type CliArgs, dockerCommand, options } from './docker.ts';

/** `docker container run --detach …` (or `create`); one command a line when several containers are made. */
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
      restart: settings.restartPolicy && restartAmount(settings.restartPolicy),
      hostname: settings.hostname,
      domainname: settings.domainname,
      user: settings.user,
      workdir: settings.workingDir,
      network: settings.networks[0]?.name,
      memory: settings.memoryBytes ? memoryAmount(settings.memoryBytes) : undefined,
      cpus: settings.cpus ? cpuAmount(settings.cpus) : undefined,
      'publish-all': settings.publishAll,
    }),
    ...(settings.init === false ? ['--init=false'] : []),
    ...settings.ports.flatMap((port) => ['--publish', publishAmount(port)]),
    ...settings.env.flatMap(({ name, value }) => ['--env', `${name}=${value}`]),
    ...settings.labels.flatMap(({ name, value }) => ['--label', `${name}=${value}`]),
    ...settings.mounts.flatMap((mount) => ['--mount', mountAmount(mount)]),
    // An empty list takes the image's entrypoint away; the CLI says that with an empty word.
    ...(settings.entrypoint ? ['--entrypoint', entrypoint ?? ''] : []),
    settings.image,
    ...entrypointArgs,
    ...(settings.command ?? []),
  ];
}

/** `127.0.0.1:8080:80`, `[::1]::53/udp`, `80` */
function publishAmount({ hostIp, hostPort, containerPort, protocol }: PortMapping): string {
  const ip = hostIp?.includes(':') ? `[${hostIp}]` : hostIp;
  const host = ip ? `${ip}:${hostPort ?? ''}:` : hostPort === undefined ? '' : `${hostPort}:`;
  return `${host}${containerPort}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}

function mountAmount({ type, source, target, isReadOnly }: RunMount): string {
  const fields = [`type=${type}`, ...(source && type !== 'tmpfs' ? [`source=${source}`] : []), `target=${target}`];
  return [...fields, ...(isReadOnly ? ['readonly'] : [])].map(csvField).join(',');
}

/** The CLI reads a mount as a line of CSV. */
const csvField = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
