import type { EngineEvent } from '../../../contract/model/event.ts';

export interface EventFilter {
  /** `container`, `image`…; empty: all. */
  readonly type: string;
  /** `start`, `die`…; empty: all. */
  readonly action: string;
  /** A part of the name or the id of what it happened to; or `key=value` of an attribute. */
  readonly object: string;
}

export const NO_FILTER: EventFilter = { type: '', action: '', object: '' };

/** All three must fit. */
export function filterEvents(
  events: readonly EngineEvent[],
  { type, action, object }: EventFilter,
): readonly EngineEvent[] {
  const wanted = object.trim().toLowerCase();
  return events.filter(
    (event) =>
      (type === '' || event.type === type) &&
      (action === '' || baseAction(event.action) === action) &&
      (wanted === '' || fits(event, wanted)),
  );
}

/** `exec_create: sh -c date` and `health_status: healthy` carry their detail in the action. */
export const baseAction = (action: string): string => action.split(':')[0]?.trim() ?? action;

function fits({ actorName, actorId, attributes }: EngineEvent, wanted: string): boolean {
  if (actorName.toLowerCase().includes(wanted) || actorId.startsWith(wanted)) return true;
  return Object.entries(attributes).some(([key, value]) => `${key}=${value}`.toLowerCase().includes(wanted));
}

/** What occurs, for the choices of a filter: `pick` takes it from an event. */
export const valuesOf = (events: readonly EngineEvent[], pick: (event: EngineEvent) => string): readonly string[] =>
  [...new Set(events.map(pick))].toSorted();

/** As `docker system events --filter label=key=value` has it. */
export function hasLabel({ attributes }: Pick<EngineEvent, 'attributes'>, label: string): boolean {
  const at = label.indexOf('=');
  return attributes[label.slice(0, at)] === label.slice(at + 1);
}
