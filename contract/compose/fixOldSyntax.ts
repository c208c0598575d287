import type { OldSyntaxKind } from '../model/stack.ts';
import { editCompose } from './editCompose.ts';
import { convertFig } from './fig.ts';
import { linkEdits } from './withoutLinks.ts';

export type FixOutcome =
  | { readonly ok: true; readonly text: string; readonly notes: readonly string[] }
  | { readonly ok: false; readonly message: string; readonly hint?: string | undefined };

/** The text without what was usual once; or why it has to be done by hand. Nothing else in it changes. */
export function fixOldSyntax(text: string, kind: OldSyntaxKind): FixOutcome {
  if (kind === 'no-services') {
    const outcome = convertFig(text);
    if (!outcome.ok) return outcome;
    const notes = outcome.notes.map(({ service, message }) =>
      service === undefined ? message : `${service}: ${message}`,
    );
    return { ok: true, text: outcome.text, notes };
  }
  if (kind === 'version') return edited(text, [{ op: 'remove', path: ['version'] }]);
  const links = linkEdits(text);
  return links.ok ? edited(text, links.edits) : links;
}

function edited(text: string, edits: Parameters<typeof editCompose>[1]): FixOutcome {
  const outcome = editCompose(text, edits);
  if (outcome.ok) return { ok: true, text: outcome.text, notes: [] };
  return { ok: false, message: outcome.refusal.message, hint: outcome.refusal.hint };
}
