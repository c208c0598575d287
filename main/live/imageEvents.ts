import type { EngineEvent } from '../../contract/model/event.ts';
import type { ImageSummary } from '../../contract/model/image.ts';
import type { Touch } from './touch.ts';

/** Leaves every image as it is. */
const NOTHING_TO_SEE = /^(push|save|mount|unmount|prune)$/;
const ID = /^sha256:[0-9a-f]{64}$/;

/** The names that an event of an image moves or takes; undefined where it is no such event. */
export function namesOf({ type, action, actorId, attributes }: EngineEvent): ReadonlySet<string> | undefined {
  if (type !== 'image' || NOTHING_TO_SEE.test(action)) return undefined;
  // A pull is said of the name, everything else of the id. BuildKit says `web` where the others say `web:latest`.
  const said = [attributes['name'] ?? '', actorId].filter((name) => name !== '' && !ID.test(name));
  return new Set(said.flatMap((name) => (/[:@][^/]*$/.test(name) ? [name] : [name, `${name}:latest`])));
}

/**
 * What an event changes in the list of images. A name that moves is taken from the image that had it, of which the
 * engine says nothing; an image that a container was committed to is told of as an event of the container by some.
 */
export function* imageTouches(
  event: EngineEvent,
  known: Iterable<ImageSummary>,
): Generator<Touch<ImageSummary>, void, undefined> {
  const { type, action, actorId, attributes } = event;
  const committed = attributes['imageID'];
  if (type === 'container' && action === 'commit' && committed) yield { type: 'changed', id: committed };
  const names = namesOf(event);
  if (!names) return;
  if (action === 'delete' && ID.test(actorId)) {
    yield { type: 'removed', id: actorId };
    return;
  }
  if (actorId !== '') yield { type: 'changed', id: actorId, isEarly: action === 'untag' };
  for (const { id, tags } of known) {
    if (id !== actorId && tags.some((tag) => names.has(tag))) yield { type: 'changed', id, isEarly: true };
  }
}

/**
 * An image that was looked at just after a name had moved to it has that name already, while the one that had it is
 * still to be asked. No list shows a name twice.
 */
export function withoutMovedNames(learnt: readonly ImageSummary[], known: Iterable<ImageSummary>): ImageSummary[] {
  const owners = new Map(learnt.flatMap(({ id, tags }) => tags.map((tag) => [tag, id] as const)));
  const isLearnt = new Set(learnt.map(({ id }) => id));
  const adjusted: ImageSummary[] = [];
  for (const image of known) {
    if (isLearnt.has(image.id) || !image.tags.some((tag) => owners.has(tag))) continue;
    adjusted.push({ ...image, tags: image.tags.filter((tag) => !owners.has(tag)) });
  }
  return adjusted;
}
