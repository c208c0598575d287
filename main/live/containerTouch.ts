import type { ContainerSummary } from '../../contract/model/container.ts';
import type { EngineEvent } from '../../contract/model/event.ts';
import { namesOf } from './imageEvents.ts';
import type { Expectation, Touch } from './touch.ts';

type ContainerTouch = Touch<ContainerSummary>;

/** Happens inside a container, or is followed by an event that says how it ended (kill, stop: die). */
const NOTHING_TO_SEE =
  /^(exec|attach|detach|resize|top|copy|export|archive-path|extract-to-dir|commit|kill|stop|restart|oom|checkpoint|prune|init|sync|cleanup|mount|unmount|wait)/;

/** What an event changes in the list of containers. */
export function* containerTouches(
  event: EngineEvent,
  known: Iterable<ContainerSummary>,
): Generator<ContainerTouch, void, undefined> {
  const touch = readTouch(event);
  if (touch) yield touch;
  // A tag that moves changes by what name the containers of both images are listed.
  const names = namesOf(event);
  if (!names) return;
  for (const { id, image, imageId } of known) {
    if (imageId === event.actorId || names.has(withTag(image))) yield { type: 'changed', id, isEarly: true };
  }
}

const withTag = (image: string): string => (/[:@][^/]*$/.test(image) ? image : `${image}:latest`);

/** Undefined: the event changes nothing that a list shows. */
export function readTouch({ type, action, actorId, attributes }: EngineEvent): ContainerTouch | undefined {
  if (type === 'network') return readNetworkTouch(action, actorId, attributes['container']);
  if (type !== 'container' || actorId === '') return undefined;
  // Podman's word for it is `remove`.
  if (action === 'destroy' || action === 'remove') return { type: 'removed', id: actorId };
  if (NOTHING_TO_SEE.test(action)) return undefined;
  const expects = readExpectation(action, attributes);
  const isEarly = action === 'pause' || action === 'unpause';
  return { type: 'changed', id: actorId, isEarly, ...(expects && { expects }) };
}

function readNetworkTouch(action: string, networkId: string, id: string | undefined): ContainerTouch | undefined {
  if (!id || (action !== 'connect' && action !== 'disconnect')) return undefined;
  const isWanted = action === 'connect';
  return {
    type: 'changed',
    id,
    isEarly: true,
    expects: {
      kind: `network ${networkId}`,
      // One that does not run keeps its networks, and is told of only when it starts.
      isMet: ({ state, networks }) =>
        state !== 'running' || networks.some((network) => network.networkId === networkId) === isWanted,
    },
  };
}

function readExpectation(
  action: string,
  attributes: EngineEvent['attributes'],
): Expectation<ContainerSummary> | undefined {
  const name = attributes['name'];
  const [, health] = /^health_status: (healthy|unhealthy)$/.exec(action) ?? [];
  if (health) return { kind: 'health', isMet: (now) => now.state !== 'running' || now.health === health };
  switch (action) {
    case 'start':
    case 'unpause':
      return { kind: 'state', isMet: ({ state }) => state !== 'created' && state !== 'paused' };
    case 'die':
      return { kind: 'state', isMet: ({ state }) => state !== 'running' && state !== 'paused' };
    case 'pause':
      return { kind: 'state', isMet: ({ state }) => state !== 'running' };
    case 'rename':
      return name === undefined ? undefined : { kind: 'name', isMet: (now) => now.name === name };
    default:
      return undefined;
  }
}
