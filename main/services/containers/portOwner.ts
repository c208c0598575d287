import type { AppError } from '../../../contract/errors.ts';
import type { ContainerSummary } from '../../../contract/model/container.ts';
import { ownerOf } from './hostPorts.ts';

/** The engine says only that a port is taken; which of its containers has it, the list knows. */
export function namePortOwner(error: AppError, containers: readonly ContainerSummary[] = []): AppError {
  if (error.code !== 'port-in-use' || error.owner !== undefined) return error;
  const { hostIp, hostPort } = error;
  const owner = (['tcp', 'udp', 'sctp'] as const)
    .map((protocol) => ownerOf({ hostIp, hostPort, protocol }, containers))
    .find((found) => found !== undefined);
  if (!owner) return error;
  return {
    ...error,
    owner: owner.name,
    message: `Port ${hostPort} is taken by the container “${owner.name}”.`,
    hint: `Stop “${owner.name}”, or choose another host port.`,
  };
}
