import { AppFailure, toAppError } from '../../contract/errors.ts';
import type { Connection } from '../docker/connection.ts';
import { ask, containerPath } from '../services/containers/ask.ts';
import { nameOf } from './made.ts';
import type { Member, Policy } from './operation.ts';
import { inspectIfThere } from './world.ts';

/** Each does what is still to be done, and nothing where it is done: a step may be begun again after a death. */

/** Makes the new one under its first name, and gives its id. It is not to be cancelled half way. */
export async function createFresh(
  connection: Connection,
  { name, freshName, recipe }: Member,
  idsByOld: ReadonlyMap<string, string>,
): Promise<string> {
  if (!recipe) throw new Error('There is nothing to make the container from.');
  const body = withNewIds(recipe.body, idsByOld);
  const { Id } = await ask<{ readonly Id: string }>(
    connection,
    { method: 'POST', path: '/containers/create', query: { name: freshName, platform: recipe.platform }, body },
    { kind: 'container', name },
  );
  try {
    for (const network of recipe.laterNetworks) {
      await ask(connection, {
        method: 'POST',
        path: `/networks/${encodeURIComponent(network.name)}/connect`,
        body: { Container: Id, EndpointConfig: network.endpoint },
      });
    }
  } catch (thrown) {
    await removeFresh(connection, Id);
    throw thrown;
  }
  return Id;
}

/** Those that live in another one know it by its id; links know it by its name, and may be told an id. */
export function withNewIds(body: Record<string, unknown>, idsByOld: ReadonlyMap<string, string>): object {
  const host = (body['HostConfig'] ?? {}) as Readonly<Record<string, unknown>>;
  const moved = (value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    const [, before = '', id = '', after = ''] = /^(container:)?([0-9a-f]{64})(:.*)?$/.exec(value) ?? [];
    const fresh = idsByOld.get(id);
    return fresh === undefined ? value : before + fresh + after;
  };
  const links = host['Links'];
  return {
    ...body,
    HostConfig: {
      ...host,
      NetworkMode: moved(host['NetworkMode']),
      IpcMode: moved(host['IpcMode']),
      PidMode: moved(host['PidMode']),
      ...(Array.isArray(links) && { Links: links.map(moved) }),
    },
  };
}

/** Stops it, and sees to it that an engine that starts does not start it. */
export async function putToRest(connection: Connection, id: string): Promise<void> {
  const made = await inspectIfThere(connection, id);
  if (!made) return;
  if (policyOf(made.HostConfig.RestartPolicy) !== undefined) await setPolicy(connection, id, { Name: 'no' });
  if (made.State.Running || made.State.Restarting) await post(connection, id, 'stop');
}

/** Undefined for none. */
export const policyOf = (policy: Policy | null | undefined): Policy | undefined =>
  policy?.Name && policy.Name !== 'no' ? policy : undefined;

export async function setPolicy(connection: Connection, id: string, policy: Policy): Promise<void> {
  const body = { RestartPolicy: { Name: policy.Name, MaximumRetryCount: policy.MaximumRetryCount ?? 0 } };
  await ask(connection, { method: 'POST', path: containerPath(id, 'update'), body }).catch((thrown: unknown) => {
    // Podman before 5 cannot; it starts nothing by itself either.
    if (connection.engine.product !== 'podman') throw thrown;
  });
}

export async function startAgain(connection: Connection, id: string, policy?: Policy): Promise<void> {
  if (policy) await setPolicy(connection, id, policy);
  await post(connection, id, 'start'); // 304 where it runs
}

/** Nothing where it has that name, or is gone. */
export async function giveName(connection: Connection, id: string | undefined, name: string): Promise<void> {
  const made = id === undefined ? undefined : await inspectIfThere(connection, id);
  if (!made || nameOf(made) === name) return;
  await ask(
    connection,
    { method: 'POST', path: containerPath(made.Id, 'rename'), query: { name } },
    { kind: 'container', name: nameOf(made) },
  );
}

/** With the volumes that only it has; those of the old one were given to it by name, and stay. */
export async function removeFresh(connection: Connection, id: string): Promise<void> {
  await ask(connection, { method: 'DELETE', path: `/containers/${id}`, query: { force: true, v: true } }).catch(
    ignoreGone,
  );
}

/** Without its volumes: they are the new one’s now. */
export async function removeOld(connection: Connection, id: string): Promise<void> {
  await ask(connection, { method: 'DELETE', path: `/containers/${id}` }).catch(ignoreGone);
}

function ignoreGone(thrown: unknown): void {
  if (toAppError(thrown).code !== 'not-found') throw thrown;
}

const post = (connection: Connection, id: string, what: 'start' | 'stop'): Promise<void> =>
  ask(connection, { method: 'POST', path: containerPath(id, what) });

/** The engine, not the container, is what failed: nothing can be undone until it is back. */
export function isEngineLost(connection: Connection, thrown: unknown): boolean {
  if (connection.signal.aborted) return true;
  return thrown instanceof AppFailure && /^(engine-unreachable|disconnected)$/.test(thrown.error.code);
}
