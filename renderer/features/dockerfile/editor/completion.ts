import { autocompletion, type Completion, type CompletionSource, snippet } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { type Proposal, proposalsAt } from '../language/completions.ts';
import { renderMarkdown } from '../../../ui/editor/markdown.ts';
import { offsetAt, positionAt } from './positions.ts';

const TYPES: Readonly<Record<Proposal['kind'], string>> = {
  keyword: 'keyword',
  property: 'property',
  variable: 'variable',
  class: 'class',
  text: 'text',
};

/** Proposals while one types, and with Ctrl-Space. `images` is asked for when it is needed. */
export function dockerfileCompletion(images: () => readonly string[]): Extension {
  const source: CompletionSource = async ({ state, pos, explicit }) => {
    const before = state.doc.lineAt(pos);
    const typed = state.sliceDoc(before.from, pos);
    if (!explicit && !/[\w$/:.-]$|^\s*FROM\s$|--from=$|^#\s?$/i.test(typed)) return null;
    const proposals = await proposalsAt(state.doc.toString(), positionAt(state.doc, pos), images());
    const [first] = proposals;
    if (!first) return null;
    const from = Math.min(...proposals.map(({ range }) => offsetAt(state.doc, range.start)));
    return { from, options: proposals.map(toCompletion), validFor: /^[\w$/:.=-]*$/ };
  };
  return autocompletion({ override: [source], icons: false, maxRenderedOptions: 60 });
}

function toCompletion({ label, insert, kind, detail, help }: Proposal): Completion {
  return {
    label,
    type: TYPES[kind],
    ...(detail !== undefined && { detail }),
    apply: snippet(insert),
    info: () => {
      const markdown = help();
      return markdown === undefined ? null : renderMarkdown(markdown);
    },
  };
}
