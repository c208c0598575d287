import type { EngineEvent } from '../../contract/model/event.ts';
import type { VolumeSummary } from '../../contract/model/volume.ts';
import type { Touch } from './touch.ts';

/** What an event changes in the list of volumes. A mount changes nothing of a volume: who has it is told by containers. */
export function* volumeTouches({
  type,
  action,
  actorId,
}: EngineEvent): Generator<Touch<VolumeSummary>, void, undefined> {
  if (type !== 'volume' || actorId === '') return;
  // Podman's word for it is `remove`.
  if (action === 'destroy' || action === 'remove') yield { type: 'removed', id: actorId };
  else if (action === 'create' || action === 'update') yield { type: 'changed', id: actorId };
}
