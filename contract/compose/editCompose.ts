import type { ComposeEdit, EditOutcome } from './edit';
import { ChangeHistory } from './editing/changes';
import { makeEdit } from './editing/makeEdit';
import { Refused } from './editing/refused';
import { openBook } from './editing/state';

const BOM = '\ufeff';

/**
 * Makes edits in the text of a Compose file: each is the smallest change that says it, in the hand of the file. After each the
 * text is read again; it must mean what was intended, and nothing else may mean anything else. If one edit cannot be made,
 * none is, and the refusal tells which, why, and where the reason stands.
 *
 * The text is never written anew: what is outside of `changes` is the text that was given. Never throws for what a file or an
 * edit may hold. Documented in docs/compose-edit.md.
 */
export function editCompose(text: string, edits: readonly ComposeEdit[]): EditOutcome {
  if (!text.startsWith(BOM)) return edit(text, edits);
  const outcome = edit(text.slice(1), edits);
  const shift = <T extends { from: number; to: number }>(range: T): T => ({
    ...range,
    from: range.from + 1,
    to: range.to + 1,
  });
  if (outcome.ok) return { ...outcome, text: BOM + outcome.text, changes: outcome.changes.map(shift) };
  const { place } = outcome.refusal;
  return place ? { ok: false, refusal: { ...outcome.refusal, place: shift(place) } } : outcome;
}

function edit(text: string, edits: readonly ComposeEdit[]): EditOutcome {
  const history = new ChangeHistory(text);
  const book = openBook();
  let now = text;
  for (const [index, each] of edits.entries()) {
    try {
      const made = makeEdit(now, each, book);
      for (const { changes } of made.steps) history.add(changes);
      now = made.text;
    } catch (thrown) {
      if (thrown instanceof Refused) return { ok: false, refusal: { ...thrown.reason, edit: index } };
      throw thrown;
    }
  }
  return { ok: true, text: now, changes: history.changes() };
}
