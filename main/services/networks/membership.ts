import { connectNetworkCommand, disconnectNetworkCommand } from '../../../contract/commands/networkCommands.ts';
import type { EndpointSettings } from '../../../contract/model/network.ts';
import type { Connection } from '../../docker/connection.ts';
import { askNetwork, networkPath, readNetwork } from './ask.ts';
import type { NetworksDeps } from './deps.ts';
import { mendHalfJoined } from './halfJoined.ts';
import { inspectContainer, nameOf } from './members.ts';

interface Membership {
  readonly context: string;
  readonly networkId: string;
  readonly containerId: string;
}

/** `POST /networks/{id}/connect`; live where the container runs. */
export async function connectContainer(
  { getConnection, activity, cliArgs }: NetworksDeps,
  { context, networkId, containerId, endpoint }: Membership & { readonly endpoint: EndpointSettings },
  signal: AbortSignal,
): Promise<void> {
  const connection = await getConnection(context, signal);
  const { network, container } = await namesOf(connection, networkId, containerId, signal);
  const command = connectNetworkCommand(network, container, endpoint, cliArgs(context));
  await activity.record({ context, title: `Connect ${container} to ${network}`, command }, () =>
    join(connection, { networkId, containerId, endpoint }),
  );
}

/** `POST /networks/{id}/disconnect`. */
export async function disconnectContainer(
  { getConnection, activity, cliArgs }: NetworksDeps,
  { context, networkId, containerId, force }: Membership & { readonly force: boolean },
  signal: AbortSignal,
): Promise<void> {
  const connection = await getConnection(context, signal);
  const { network, container } = await namesOf(connection, networkId, containerId, signal);
  const command = disconnectNetworkCommand(network, container, force, cliArgs(context));
  await activity.record({ context, title: `Disconnect ${container} from ${network}`, command }, () =>
    leave(connection, { networkId, containerId, force }),
  );
}

export async function join(
  connection: Connection,
  { networkId, containerId, endpoint }: Omit<Membership, 'context'> & { readonly endpoint: EndpointSettings },
): Promise<void> {
  const { aliases, ipAddress, ipv6Address } = endpoint;
  const hasAddress = ipAddress !== undefined || ipv6Address !== undefined;
  const request = {
    method: 'POST',
    path: networkPath(networkId, 'connect'),
    body: {
      Container: containerId,
      EndpointConfig: {
        ...(aliases.length > 0 && { Aliases: aliases }),
        ...(hasAddress && {
          IPAMConfig: {
            ...(ipAddress !== undefined && { IPv4Address: ipAddress }),
            ...(ipv6Address !== undefined && { IPv6Address: ipv6Address }),
          },
        }),
      },
    },
  } as const;
  await askNetwork(connection, undefined, request).catch(async (failure: unknown) => {
    const { network } = await readNetwork(connection, networkId).catch(() => ({ network: undefined }));
    throw network ? await mendHalfJoined(connection, { network: network.name, containerId, failure }) : failure;
  });
}

export async function leave(
  connection: Connection,
  { networkId, containerId, force = false }: Omit<Membership, 'context'> & { readonly force?: boolean },
): Promise<void> {
  await askNetwork(connection, undefined, {
    method: 'POST',
    path: networkPath(networkId, 'disconnect'),
    body: { Container: containerId, Force: force },
  });
}

async function namesOf(connection: Connection, networkId: string, containerId: string, signal: AbortSignal) {
  const [{ network }, container] = await Promise.all([
    readNetwork(connection, networkId, signal),
    inspectContainer(connection, containerId, signal),
  ]);
  return { network: network.name, container: nameOf(container) };
}
