import { AppFailure } from '../../../contract/errors.ts';
import type { Connection } from '../../docker/connection.ts';
import { ask, containerPath } from './ask.ts';

type Warned = { readonly Warnings?: readonly string[] | null } | undefined;

/** `POST /containers/{id}/update`. Podman before 5 has no such call, which is not to read as if the container were gone. */
export async function postUpdate(
  connection: Connection,
  id: string,
  body: object,
  name?: string,
): Promise<readonly string[]> {
  try {
    const request = { method: 'POST', path: containerPath(id, 'update'), body } as const;
    const answer = await ask<Warned>(connection, request, { kind: 'container', ...(name !== undefined && { name }) });
    return answer?.Warnings ?? [];
  } catch (thrown) {
    const isCallMissing =
      connection.engine.product === 'podman' &&
      thrown instanceof AppFailure &&
      thrown.error.code === 'not-found' &&
      thrown.error.engineText === 'Not Found';
    if (!isCallMissing) throw thrown;
    throw new AppFailure({
      code: 'unsupported',
      message: 'This Podman cannot change limits or the restart policy of a container that exists.',
      hint: 'Podman 5 can. Make the container anew with them: Duplicate opens the form with its settings.',
    });
  }
}
