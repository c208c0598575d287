import { AppFailure, toAppError } from '../../../contract/errors.ts';
import type { Connection } from '../../docker/connection.ts';
import { askNetwork, networkPath } from './ask.ts';
import { inspectContainer, nameOf } from './members.ts';

/**
 * What a failed connection left behind, taken back. An engine that cannot give a running container the address has
 * written the network down with it all the same, and does not start it again; nor does it disconnect what is not
 * connected. So it is connected at any address, and then leaves. Gives what to throw in place of the failure where that
 * cannot be either.
 */
export async function mendHalfJoined(
  connection: Connection,
  {
    network,
    containerId,
    failure,
  }: { readonly network: string; readonly containerId: string; readonly failure: unknown },
): Promise<unknown> {
  const post = (what: 'connect' | 'disconnect') =>
    askNetwork(connection, network, {
      ...{ method: 'POST', path: networkPath(network, what) },
      body: { Container: containerId },
    });
  const container = await inspectContainer(connection, containerId).catch(() => undefined);
  const endpoint = container?.NetworkSettings?.Networks?.[network];
  // Podman says no endpoint of what is connected, but its address.
  const isHalf = endpoint && !endpoint.EndpointID && !endpoint.IPAddress && !endpoint.GlobalIPv6Address;
  // Of one that does not run nobody can tell; it has no address anywhere, and can leave by itself.
  if (!container || container.State?.Status !== 'running' || !isHalf) return failure;
  try {
    await post('connect');
    await post('disconnect');
    return failure;
  } catch {
    const name = nameOf(container);
    return new AppFailure({
      code: 'conflict',
      message: toAppError(failure).message,
      hint: `The engine has noted “${network}” in “${name}” all the same, and would not start it again: free an address of the network, or stop “${name}” and disconnect it from there.`,
    });
  }
}
