import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import { hoverAt } from '../language/hover.ts';
import { languageService } from '../language/service.ts';
import { renderMarkdown } from '../../../ui/editor/markdown.ts';
import { positionAt, spanOf } from './positions.ts';

/** What an instruction, a flag or a directive is for, under the pointer. */
const hover = hoverTooltip((view, pos) => helpAt(view.state, pos));

function helpAt({ doc }: EditorState, pos: number): Tooltip | null {
  const help = hoverAt(doc.toString(), positionAt(doc, pos));
  if (!help) return null;
  const span = help.range ? spanOf(doc, help.range) : { from: pos, to: pos };
  return {
    pos: span.from,
    end: span.to,
    above: true,
    create() {
      const dom = renderMarkdown(help.markdown);
      dom.setAttribute('role', 'status');
      return { dom };
    },
  };
}

/** The same help for whoever has no pointer. */
const helpAsked = StateEffect.define();

/** Which argument is being written, above it, while it is written only; or the help that F1 asks for. */
const signature = StateField.define<Tooltip | null>({
  create: () => null,
  update(shown, transaction) {
    if (transaction.effects.some((effect) => effect.is(helpAsked))) return helpHere(transaction.state);
    if (transaction.docChanged && transaction.isUserEvent('input.type')) return signatureTooltip(transaction.state);
    return transaction.docChanged || transaction.selection ? null : shown;
  },
  provide: (field) => showTooltip.from(field),
});

/** Of the word at the cursor; of the instruction where that has none. */
function helpHere(state: EditorState): Tooltip | null {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  return helpAt(state, head) ?? helpAt(state, line.from + line.text.search(/\S|$/) + 1);
}

function signatureTooltip(state: EditorState): Tooltip | null {
  const { head } = state.selection.main;
  const help = languageService().computeSignatureHelp(state.doc.toString(), positionAt(state.doc, head));
  const found = help?.signatures[help.activeSignature ?? 0];
  const active = found?.parameters?.[help.activeParameter ?? -1];
  if (!found || !active) return null;
  return {
    pos: head,
    above: true,
    create() {
      const dom = document.createElement('div');
      dom.className = 'cm-help cm-signature';
      const line = document.createElement('code');
      const label = String(active.label);
      const at = found.label.indexOf(label);
      const part = document.createElement('span');
      part.className = 'cm-parameter';
      part.textContent = label;
      line.append(found.label.slice(0, at), part, found.label.slice(at + label.length));
      const why = document.createElement('p');
      why.textContent = typeof active.documentation === 'string' ? active.documentation : '';
      dom.append(line, why);
      return { dom };
    },
  };
}

/** A selection takes it away, also one that is the same as before. */
function closeSignature(view: EditorView): boolean {
  if (!view.state.field(signature, false)) return false;
  view.dispatch({ selection: view.state.selection });
  return true;
}

export const dockerfileHelp: Extension = [
  hover,
  signature,
  keymap.of([
    { key: 'Escape', run: closeSignature },
    { key: 'F1', preventDefault: true, run: (view) => (view.dispatch({ effects: helpAsked.of(null) }), true) },
  ]),
  EditorView.domEventHandlers({ blur: (_event, view) => void setTimeout(() => closeSignature(view)) }),
];
