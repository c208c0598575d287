import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import { renderMarkdown } from '../../../ui/editor/markdown.ts';
import { helpAt } from '../language/help.ts';
import type { OpenSession } from '../session/createSession.ts';
import { sourceWords } from './variables.ts';
import { t } from '../texts/index.ts';

/** What a key is for and what a variable stands for: under the pointer, or with F1 at the cursor. */
export function composeHelp(session: OpenSession): Extension {
  const markdownAt = (offset: number) => variableHelp(session, offset) ?? helpAt(session.text(), offset);
  const tooltip = (offset: number): Tooltip | null => {
    const help = markdownAt(offset);
    if (!help) return null;
    return {
      pos: help.from,
      end: help.to,
      above: true,
      create() {
        const dom = renderMarkdown(help.markdown);
        dom.setAttribute('role', 'status');
        return { dom };
      },
    };
  };
  const asked = StateEffect.define<boolean>();
  const keyHere = ({ doc, selection }: EditorState) => {
    const line = doc.lineAt(selection.main.head);
    return tooltip(selection.main.head) ?? tooltip(line.from + line.text.search(/[^\s-]|$/) + 1);
  };
  const shown = StateField.define<Tooltip | null>({
    create: () => null,
    update(before, transaction) {
      const ask = transaction.effects.find((effect) => effect.is(asked));
      if (ask) return ask.value ? keyHere(transaction.state) : null;
      return transaction.docChanged || transaction.selection ? null : before;
    },
    provide: (field) => showTooltip.from(field),
  });
  const close = (view: EditorView) => {
    if (!view.state.field(shown, false)) return false;
    view.dispatch({ effects: asked.of(false) });
    return true;
  };
  return [
    hoverTooltip((_view, pos) => tooltip(pos)),
    shown,
    keymap.of([
      { key: 'Escape', run: close },
      { key: 'F1', preventDefault: true, run: (view) => (view.dispatch({ effects: asked.of(true) }), true) },
    ]),
    EditorView.domEventHandlers({ blur: (_event, view) => void setTimeout(() => close(view)) }),
  ];
}

function variableHelp(session: OpenSession, offset: number) {
  const { analysis, variables, version } = session.state();
  if (analysis?.version !== version) return undefined;
  const uses = analysis.variables.filter(({ from, to }) => from <= offset && offset <= to);
  const use = uses.at(-1); // the innermost
  if (!use) return undefined;
  const { name, operator, operand } = use;
  const variable = variables.get(name);
  const value = !variable
    ? t('It is being looked up.')
    : variable.isSecret
      ? t('Its value is a secret, and not shown.')
      : variable.value === undefined
        ? t('It is not set.')
        : variable.value === ''
          ? t('It is set to nothing.')
          : t('It is `{{value}}`.', { value: variable.value });
  const otherwise =
    operator === undefined
      ? ''
      : operator.endsWith('-')
        ? t('Without it: `{{value}}`.', { value: operand ?? '' })
        : operator.endsWith('?')
          ? t('Without it Compose refuses the file.')
          : t('With it: `{{value}}`.', { value: operand ?? '' });
  const source =
    variable && variable.source.type !== 'unset' ? t('From {{source}}.', { source: sourceWords(variable.source) }) : '';
  return {
    from: use.from,
    to: use.to,
    markdown: [`**${name}**`, [value, source].filter(Boolean).join(' '), otherwise].filter(Boolean).join('\n\n'),
  };
}
