import {
  localRegistryCommand,
  localRegistryRun,
  removeLocalRegistryCommand,
} from '../../../contract/commands/registryCommands.ts';
import { AppFailure } from '../../../contract/errors.ts';
import type { LocalRegistryRemoval, LocalRegistrySettings } from '../../../contract/model/registry.ts';
import type { Connection } from '../../docker/connection.ts';
import { ask, containerPath } from '../containers/ask.ts';
import { runRecorded } from '../containers/runContainers.ts';
import type { RegistriesDeps } from './deps.ts';

interface SaidContainer {
  readonly Name: string;
  readonly Mounts?: readonly { readonly Type: string; readonly Name?: string; readonly Destination: string }[];
}
interface SaidUsage {
  readonly Volumes?: readonly { readonly Name: string; readonly UsageData?: { readonly Size: number } | null }[] | null;
}

/** `docker run` of a registry. Gives the job's id. */
export function startLocal(
  deps: RegistriesDeps,
  { context, settings }: { context: string; settings: LocalRegistrySettings },
): { jobId: string } {
  const command = localRegistryCommand(settings, deps.cliArgs(context));
  const title = `Start the registry localhost:${settings.port}`;
  return { jobId: runRecorded(deps, context, localRegistryRun(settings), { title, command }) };
}

/** What goes with the registry, where the person wants that: its volume, with all that was pushed. */
export async function previewRemoveLocal(
  connection: Connection,
  id: string,
  signal?: AbortSignal,
): Promise<LocalRegistryRemoval> {
  const container = await ask<SaidContainer>(connection, { method: 'GET', path: containerPath(id, 'json'), signal });
  const containerName = container.Name.replace(/^\//, '');
  const name = container.Mounts?.find(
    (mount) => mount.Type === 'volume' && mount.Destination === '/var/lib/registry',
  )?.Name;
  if (!name) return { containerName };
  const users = await ask<readonly { Id: string; Names?: readonly string[] | null }[]>(connection, {
    method: 'GET',
    path: '/containers/json',
    query: { all: true, filters: JSON.stringify({ volume: [name] }) },
    signal,
  });
  // Older engines measure everything for it; one that cannot leaves the size out.
  const usage = await ask<SaidUsage>(connection, {
    method: 'GET',
    path: '/system/df',
    query: { type: 'volume' },
    signal,
  }).catch((): SaidUsage => ({}));
  const sizeBytes = usage.Volumes?.find((volume) => volume.Name === name)?.UsageData?.Size;
  return {
    containerName,
    volume: {
      name,
      ...(sizeBytes !== undefined && sizeBytes >= 0 && { sizeBytes }),
      otherUsers: users
        .filter((user) => user.Id !== id)
        .map((user) => (user.Names?.[0] ?? user.Id.slice(0, 12)).replace(/^\//, '')),
    },
  };
}

/** Takes the container away, and its volume when that is named. */
export async function removeLocal(
  { getConnection, cliArgs, activity }: RegistriesDeps,
  { context, id, volume }: { context: string; id: string; volume?: string | undefined },
  signal: AbortSignal,
): Promise<void> {
  const connection = await getConnection(context, signal);
  const preview = await previewRemoveLocal(connection, id, signal);
  if (volume !== undefined && preview.volume?.name !== volume) {
    throw new AppFailure({
      code: 'conflict',
      message: `The registry does not keep its data in “${volume}” any more.`,
      hint: 'Look again, and then decide.',
    });
  }
  const command = removeLocalRegistryCommand(preview.containerName, volume, cliArgs(context));
  await activity.record({ context, title: `Remove the registry ${preview.containerName}`, command }, async () => {
    // From here on it is done whole, whoever still listens.
    await ask(
      connection,
      { method: 'DELETE', path: `/containers/${id}`, query: { force: true } },
      {
        kind: 'container',
        name: preview.containerName,
      },
    );
    if (volume === undefined) return;
    await ask(
      connection,
      { method: 'DELETE', path: `/volumes/${encodeURIComponent(volume)}` },
      { kind: 'volume', name: volume },
    );
  });
}
