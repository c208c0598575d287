import { autocompletion, type Completion, type CompletionSource } from '@codemirror/autocomplete';
import { indentUnit } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { renderMarkdown } from '../../../ui/editor/markdown.ts';
import { NOTHING } from '../language/analysis.ts';
import { type Proposal, proposalsAt } from '../language/proposals.ts';
import type { OpenSession } from '../session/createSession.ts';

/** Keys, values and names while one types, and with Ctrl-Space. */
export function composeCompletion(session: OpenSession, images: () => readonly string[]): Extension {
  const source: CompletionSource = ({ state, pos, explicit }) => {
    const { text: line, from: begin } = state.doc.lineAt(pos);
    const before = line.slice(0, pos - begin);
    if (!explicit && !/[\w-]$|:\s$|-\s$|\[$|,\s?$/.test(before)) return null;
    const { analysis = NOTHING, file } = session.state();
    const found = proposalsAt(session.text(), pos, { analysis, images: images(), folderEntries: file.folderEntries });
    if (!found) return null;
    const unit = state.facet(indentUnit).length;
    return {
      from: found.from,
      options: found.list.map((proposal) => toCompletion(proposal, unit)),
      validFor: /^[\w./:@-]*$/,
    };
  };
  return autocompletion({ override: [source], icons: false, maxRenderedOptions: 80 });
}

function toCompletion({ label, insert, kind, detail, help }: Proposal, unit: number): Completion {
  // What goes in further than its key goes in as far as the file does.
  const text = insert.replace(/\n( *) {2}/, (_, outer: string) => `\n${outer}${' '.repeat(unit)}`);
  return {
    label,
    type: kind,
    apply: text,
    ...(detail !== undefined && { detail }),
    ...(help !== undefined && { info: () => renderMarkdown(help) }),
  };
}
