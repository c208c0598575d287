import type { RunSettings } from '../../../../../contract/model/run.ts';
import { type FieldId, FIELDS } from '../fields/fields.ts';
import { type RunDraft, rowsIn, withRows } from './draft.ts';
import { draftOf, readDraft } from './readDraft.ts';

/** What a profile of rights decides, and nothing else does; mounts are only added to. */
export const PROFILE_FIELDS = [
  ...(['user', 'isPrivileged', 'isRootReadOnly', 'capAdd', 'capDrop', 'securityOptions'] as const),
] satisfies readonly FieldId[];

/** These fields as they are in another draft; the rest as it was typed. */
export function withFieldsOf(draft: RunDraft, from: RunDraft, ids: readonly FieldId[]): RunDraft {
  const places = Object.keys(from.values).filter((place) =>
    ids.some((id) => place === id || place.startsWith(`${id}.`)),
  );
  const lists = ids.filter((id) => FIELDS[id].kind === 'rows');
  return {
    values: { ...draft.values, ...Object.fromEntries(places.map((place) => [place, from.values[place] ?? ''])) },
    rows: { ...draft.rows, ...Object.fromEntries(lists.map((id) => [id, rowsIn(from, id)])) },
  };
}

/** A profile laid over what is typed: fields that it says nothing of stay as they are, half typed ones too. */
export function hardenedDraft(draft: RunDraft, profile: (settings: RunSettings) => RunSettings): RunDraft {
  const { settings } = readDraft(draft);
  const wanted = profile(settings);
  const added = rowsIn(draftOf({ ...wanted, mounts: wanted.mounts.slice(settings.mounts.length) }), 'mounts');
  const over = withFieldsOf(draft, draftOf(wanted), PROFILE_FIELDS);
  return added.length === 0 ? over : withRows(over, 'mounts', [...rowsIn(draft, 'mounts'), ...added]);
}
