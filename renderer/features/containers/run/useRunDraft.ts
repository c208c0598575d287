import { useCallback, useState } from 'react';
import type { RunSettings } from '../../../../contract/model/run.ts';
import { cellOf, type RunDraft, rowsIn, withText } from './draft/draft.ts';
import { draftOf, EMPTY_DRAFT } from './draft/readDraft.ts';
import type { Origin } from './origin.ts';
import { t } from '../texts/index.ts';

interface State {
  readonly draft: RunDraft;
  readonly origin?: Origin;
  /** What was typed before that. */
  readonly before?: RunDraft;
}

/** What was typed and not run yet: closing the form by mistake loses nothing. */
let kept: State = { draft: EMPTY_DRAFT };

export const forgetDraft = (): void => {
  kept = { draft: EMPTY_DRAFT };
};

interface Begin {
  readonly image?: string | undefined;
  readonly settings?: RunSettings | undefined;
  readonly origin?: Origin | undefined;
}

/** The draft of a run: as it was left, or of what it was opened with. */
export function useRunDraft({ image, settings, origin }: Begin) {
  const [state, setState] = useState<State>(() => {
    if (settings) return { draft: draftOf(settings), ...(origin && { origin }) };
    return image === undefined ? kept : { draft: withText(EMPTY_DRAFT, 'image', image) };
  });
  const become = useCallback((edit: (before: State) => State) => setState((before) => (kept = edit(before))), []);
  return {
    ...state,
    change: useCallback(
      (edit: (draft: RunDraft) => RunDraft) => become((before) => ({ ...before, draft: edit(before.draft) })),
      [become],
    ),
    /** In place of everything that is typed; `undo` brings that back. */
    apply: (next: RunSettings, from: Origin) =>
      become(({ draft }) => ({
        draft: draftOf(next),
        origin: from,
        ...(draft !== EMPTY_DRAFT && { before: draft }),
      })),
    undo: () => become(({ before = EMPTY_DRAFT }) => ({ draft: before })),
    dismissOrigin: () => become(({ draft }) => ({ draft })),
    clear: () => become(() => ({ draft: EMPTY_DRAFT })),
  };
}

/** A secret whose value was not kept has to be typed again: an empty one would be sent without a word. */
export function missingSecrets(draft: RunDraft, leftOut: readonly string[] = []): Readonly<Record<string, string>> {
  const rows = rowsIn(draft, 'env').filter(
    (row) => leftOut.includes(cellOf(row, 'name')) && cellOf(row, 'value') === '',
  );
  return Object.fromEntries(
    rows.map(({ key }) => [`env.${key}.value`, t('Secrets are not kept: type it again, or take the variable away.')]),
  );
}

/** Nothing is said but which image. */
export const isOnlyImage = (draft: RunDraft): boolean =>
  Object.entries(draft.values).every(([id, text]) => id === 'image' || text === EMPTY_DRAFT.values[id]) &&
  Object.values(draft.rows).every((rows) => rows.length === 0);
