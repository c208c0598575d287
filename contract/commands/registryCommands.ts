import { DOCKER_HUB } from '../model/imageReference.ts';
import { LOCAL_REGISTRY_LABEL, type LocalRegistrySettings } from '../model/registry.ts';
import { RunSettings } from '../model/run.ts';
import { type CliArgs, dockerCommand, operands } from './docker.ts';
import { runCommand } from './runCommand.ts';
import { joinWords } from './words.ts';

/** Reads the password from its input: typed at a terminal and ended with Ctrl-D, or from a pipe. Never an argument. */
export const loginCommand = (registry: string, username: string, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['login', '--username', username, '--password-stdin', ...server(registry)]);

/** Docker Hub in the browser, with a code. */
export const loginWithCodeCommand = (cliArgs: CliArgs = []): string => dockerCommand(cliArgs, ['login']);

export const logoutCommand = (registry: string, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['logout', ...server(registry)]);

/** The CLI's default is Docker Hub. */
const server = (registry: string): readonly string[] => operands(registry === DOCKER_HUB ? [] : [registry]);

/** What a tag is at the registry: its digest and platforms. */
export const inspectRemoteCommand = (reference: string, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['buildx', 'imagetools', 'inspect', ...operands([reference])]);

export const localRegistryCommand = (settings: LocalRegistrySettings, cliArgs: CliArgs = []): string =>
  runCommand(localRegistryRun(settings), cliArgs);

/** Only this computer reaches it; deleting is allowed, since it is the person's own. */
export function localRegistryRun(settings: LocalRegistrySettings): RunSettings {
  const { name, image, port, volume, restartPolicy, labels } = settings;
  return RunSettings.parse({
    image,
    name,
    ports: [{ hostIp: '127.0.0.1', hostPort: port, containerPort: 5000 }],
    env: [{ name: 'REGISTRY_STORAGE_DELETE_ENABLED', value: 'true' }],
    labels: Object.entries({
      ...labels,
      [LOCAL_REGISTRY_LABEL]: 'local',
      // A container that has stopped publishes nothing; what it is called by stays known.
      [`${LOCAL_REGISTRY_LABEL}.port`]: String(port),
    }).map(([label, value]) => ({
      name: label,
      value,
    })),
    mounts: [{ type: 'volume', source: volume, target: '/var/lib/registry' }],
    restartPolicy: { name: restartPolicy },
  });
}

export function removeLocalRegistryCommand(
  container: string,
  volume: string | undefined,
  cliArgs: CliArgs = [],
): string {
  const remove = dockerCommand(cliArgs, ['container', 'rm', '--force', container]);
  return volume === undefined ? remove : `${remove}\n${dockerCommand(cliArgs, ['volume', 'rm', volume])}`;
}

/** Docker's CLI has no command that deletes at a registry. Asks for the password where a user is named. */
export function deleteManifestCommand(address: string, username: string | undefined): string {
  const user = username === undefined ? [] : ['--user', username];
  return joinWords(['curl', '--fail', '--request', 'DELETE', ...user, address]);
}
