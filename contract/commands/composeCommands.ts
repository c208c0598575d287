import type { OneOff, StackActionInput, StackReportKind, StackTarget } from '../model/stackRun.ts';
import type { StackFiles } from '../model/stack.ts';
import { isSecretValue } from '../model/secretName.ts';
import { type CliArgs, dockerCommand, operands, options } from './docker.ts';

/** `docker compose …` for an action on a stack. */
export const stackCommand = (stack: StackTarget, action: StackActionInput, cliArgs: CliArgs = []): string =>
  composeCommand(stack, actionWords(action), cliArgs);

export const composeCommand = (stack: StackTarget, words: readonly string[], cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['compose', ...projectWords(stack), ...words]);

/** Which project: before the command. */
export const projectWords = ({ project, files }: StackTarget): string[] =>
  files ? fileWords(files, project) : ['--project-name', project];

/** Which files. The folder is said only where it is not that of the first one; the name, where it is not left to them. */
export function fileWords({ workingDir, configFiles, envFiles, profiles }: StackFiles, project?: string): string[] {
  const [first = ''] = configFiles;
  return [
    ...repeat('file', configFiles),
    ...(folderOf(first) === workingDir.replace(/(.)[\\/]+$/, '$1') ? [] : ['--project-directory', workingDir]),
    ...(project === undefined ? [] : ['--project-name', project]),
    ...repeat('env-file', envFiles),
    ...repeat('profile', profiles),
  ];
}

const folderOf = (file: string): string => file.replace(/[\\/][^\\/]*$/, '') || '/';
const repeat = (name: string, values: readonly string[]): string[] => values.flatMap((value) => [`--${name}`, value]);

/** The words after `docker compose` and its project. What is left out of the action is as the contract fills it in. */
export function actionWords(action: StackActionInput): string[] {
  const services = operands('services' in action ? (action.services ?? []) : []);
  switch (action.type) {
    case 'up':
      return [
        ...['up', '--detach'],
        ...options({
          build: action.build,
          'force-recreate': action.forceRecreate,
          'no-deps': action.noDeps,
          pull: unless('policy', action.pull),
          wait: action.wait,
          'remove-orphans': action.removeOrphans,
          'renew-anon-volumes': action.renewAnonVolumes,
          yes: action.recreateVolumes,
          timeout: action.timeoutSeconds,
        }),
        ...services,
      ];
    case 'create':
      return [
        'create',
        ...options({
          build: action.build,
          'force-recreate': action.forceRecreate,
          pull: unless('policy', action.pull),
          'remove-orphans': action.removeOrphans,
        }),
        ...services,
      ];
    case 'down':
      return [
        'down',
        ...options({
          volumes: action.volumes,
          rmi: unless('none', action.images),
          'remove-orphans': action.removeOrphans,
          timeout: action.timeoutSeconds,
        }),
        ...services,
      ];
    case 'restart':
      return ['restart', ...options({ timeout: action.timeoutSeconds, 'no-deps': action.noDeps }), ...services];
    case 'stop':
      return ['stop', ...options({ timeout: action.timeoutSeconds }), ...services];
    case 'kill':
      return ['kill', ...options({ signal: unless('SIGKILL', action.signal) }), ...services];
    case 'rm':
      return ['rm', '--force', ...options({ stop: action.stop, volumes: action.volumes }), ...services];
    case 'pull':
      return ['pull', ...options({ 'include-deps': action.includeDeps }), ...services];
    case 'build':
      return ['build', ...options({ 'no-cache': action.noCache, pull: action.pull }), ...services];
    case 'scale':
      return ['scale', ...operands([`${action.service}=${action.replicas}`])];
    case 'wait':
      return ['wait', ...options({ 'down-project': action.downProject }), ...services];
    case 'cp': {
      const inside = `${action.service}:${action.containerPath}`;
      const { index, archive, followLink: follow, direction, hostPath } = action;
      return [
        'cp',
        ...options({ index, archive, 'follow-link': follow }),
        ...operands(direction === 'in' ? [hostPath, inside] : [inside, hostPath]),
      ];
    }
    case 'watch':
      return ['watch', ...options({ 'no-up': action.noUp }), ...services];
    case 'start':
    case 'pause':
    case 'unpause':
    case 'push':
      return [action.type, ...services];
  }
}

const unless = (standard: string, value: string | undefined) => (value === standard ? undefined : value);

/** `docker compose run …`. Values that nobody should read are left out: `--env NAME` takes them from the environment. */
export const oneOffCommand = (stack: StackTarget, oneOff: OneOff, cliArgs: CliArgs = []): string =>
  composeCommand(stack, oneOffWords(oneOff), cliArgs);

export function oneOffWords(oneOff: OneOff): string[] {
  const { service, command, env, publish } = oneOff;
  return [
    'run',
    ...options({
      detach: oneOff.interactive,
      rm: oneOff.rm,
      'no-TTY': true,
      'no-deps': oneOff.noDeps,
      'service-ports': oneOff.servicePorts,
      name: oneOff.name,
      entrypoint: oneOff.entrypoint,
      user: oneOff.user,
      workdir: oneOff.workingDir,
    }),
    ...repeat('publish', publish),
    ...repeat(
      'env',
      env.map(({ name, value }) => (isSecretValue(name, value) ? name : `${name}=${value}`)),
    ),
    ...operands([service]),
    ...command,
  ];
}

/** One of the containers of a service, to be gone into. */
export interface ServiceContainer {
  readonly service: string;
  /** Its number among those of the service; absent: there is only one. */
  readonly index?: number | undefined;
}

/** `docker compose exec …`: a program beside the main process. */
export const stackExecCommand = (
  stack: StackTarget,
  { service, index }: ServiceContainer,
  what: { readonly program: string; readonly user?: string | undefined; readonly workingDir?: string | undefined },
  cliArgs: CliArgs = [],
): string =>
  composeCommand(
    stack,
    ['exec', ...options({ user: what.user, workdir: what.workingDir, index }), ...operands([service]), what.program],
    cliArgs,
  );

/** `docker compose attach …`: the main process itself; leaving does not stop it. */
export const stackAttachCommand = (
  stack: StackTarget,
  { service, index }: ServiceContainer,
  cliArgs: CliArgs = [],
): string => composeCommand(stack, ['attach', ...options({ index }), ...operands([service])], cliArgs);

/** The values that `oneOffWords` leaves to the environment. */
export const oneOffEnv = ({ env }: OneOff): Readonly<Record<string, string>> =>
  Object.fromEntries(
    env.filter(({ name, value }) => isSecretValue(name, value)).map(({ name, value }) => [name, value]),
  );

export function reportWords(kind: StackReportKind, service?: string): string[] {
  const one = operands(service === undefined ? [] : [service]);
  switch (kind) {
    case 'config':
    case 'top':
    case 'images':
    case 'volumes':
      return [kind, ...one];
    case 'ps':
      return ['ps', '--all', ...one];
    case 'stats':
      return ['stats', '--no-stream', ...one];
    case 'port':
      // It asks for one port; all of them are in the list of containers.
      return ['ps', '--format', 'table {{.Name}}\t{{.Service}}\t{{.Ports}}', ...one];
    case 'ls':
      return ['ls', '--all'];
    case 'version':
      return ['version'];
  }
}
