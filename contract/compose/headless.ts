import type { EditRefusal } from './edit';
import { editCompose } from './editCompose';
import { BadEdits, readEdits } from './editInput';

/** What `npm run compose-edit` does with the text of a file and what it reads: the new text, or the reason why not. */
export function editHeadless(text: string, json: string): { readonly text: string } | { readonly reason: string } {
  try {
    const edits = readEdits(json);
    const outcome = editCompose(text, edits);
    return outcome.ok ? { text: outcome.text } : { reason: explain(text, outcome.refusal, edits.length) };
  } catch (thrown) {
    if (thrown instanceof BadEdits) return { reason: thrown.message };
    throw thrown;
  }
}

function explain(text: string, { message, hint, edit, place, instead }: EditRefusal, count: number): string {
  const lines = [count > 1 ? `Edit ${edit + 1} of ${count}: ${message}` : message];
  if (place) lines.push(`It is in line ${text.slice(0, place.from).split('\n').length}.`);
  if (hint) lines.push(hint);
  if (instead) lines.push(`These edits would do it: ${JSON.stringify(instead)}`);
  return lines.join('\n');
}
