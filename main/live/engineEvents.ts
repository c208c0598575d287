import type { EngineEvent } from '../../contract/model/event.ts';

/** A line of `GET /events`. Docker 29 no longer has `status`, `id` and `from`, which were the same once more. */
export interface SaidEvent {
  readonly Type?: string;
  readonly Action?: string;
  readonly Actor?: { readonly ID?: string; readonly Attributes?: Readonly<Record<string, string>> | null };
  readonly status?: string;
  readonly id?: string;
  readonly time?: number;
  readonly timeNano?: number;
}

let said = 0;

/** Undefined for what is no event. */
export function toEngineEvent(context: string, event: SaidEvent, now: number): EngineEvent | undefined {
  const type = event.Type ?? (event.id ? 'container' : undefined);
  const action = event.Action ?? event.status;
  if (!type || !action) return undefined;
  const attributes = event.Actor?.Attributes ?? {};
  const at = event.timeNano ? Math.round(event.timeNano / 1e6) : event.time ? event.time * 1000 : now;
  said += 1;
  return {
    id: `${at}-${said}`,
    context,
    at,
    type: type.toLowerCase(),
    action,
    actorId: event.Actor?.ID ?? event.id ?? '',
    actorName: attributes['name'] ?? '',
    attributes,
  };
}
