import type { EngineEvent } from '../../contract/model/event.ts';
import type { NetworkSummary } from '../../contract/model/network.ts';
import type { Touch } from './touch.ts';

/**
 * What an event changes in the list of networks. Who is on a network is said by the list of containers; a network of a
 * swarm, though, comes to this engine only with its first container and goes with the last.
 */
export function* networkTouches(
  { type, action, actorId, attributes }: EngineEvent,
  known: Iterable<NetworkSummary>,
): Generator<Touch<NetworkSummary>, void, undefined> {
  if (type !== 'network' || actorId === '') return;
  switch (action) {
    // Podman's word for it is `remove`.
    case 'destroy':
    case 'remove':
      yield { type: 'removed', id: actorId };
      return;
    case 'connect':
    case 'disconnect':
      if (attributes['type'] !== 'overlay' && [...known].some(({ id }) => id === actorId)) return;
      yield { type: 'changed', id: actorId, isEarly: true };
      return;
    case 'create':
    case 'update':
      yield { type: 'changed', id: actorId, isEarly: action === 'update' };
  }
}
