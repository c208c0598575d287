import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import type { ComposeVariable, VariableSource } from '../../../../contract/model/composeFile.ts';
import type { VariableUse } from '../language/analysis.ts';
import type { SessionState } from '../session/session.ts';
import { t } from '../texts/index.ts';

const MAX_SHOWN = 40;

/** Where a value is from, in words. */
export function sourceWords(source: VariableSource): string {
  switch (source.type) {
    case 'environment':
      return t('the environment');
    case 'env-file':
      return t('{{file}}, line {{line}}', { file: source.path.split(/[/\\]/).at(-1) ?? '', line: source.line });
    case 'compose':
      return 'Compose';
    case 'unset':
      return t('nowhere');
  }
}

class ValueWidget extends WidgetType {
  constructor(readonly text: string) {
    super();
  }
  override eq(other: ValueWidget): boolean {
    return other.text === this.text;
  }
  override toDOM(): HTMLElement {
    const dom = document.createElement('span');
    dom.className = 'cm-variable-value';
    dom.textContent = this.text;
    return dom;
  }
}

/** What a use stands for in the end, and why. */
export function valueWords({ operator, operand = '' }: VariableUse, variable: ComposeVariable): string {
  const isSet = variable.source.type !== 'unset' && !(operator?.startsWith(':') === true && variable.value === '');
  const shorten = (text: string) => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);
  if (operator?.endsWith('+')) return isSet ? t('{{value}} · as it is set', { value: shorten(operand) }) : t('nothing');
  if (isSet) {
    const value = variable.isSecret ? '••••' : variable.value === '' ? t('nothing') : shorten(variable.value ?? '');
    return `${value} · ${sourceWords(variable.source)}`;
  }
  if (operator?.endsWith('-'))
    return t('{{value}} · default', { value: operand === '' ? t('nothing') : shorten(operand) });
  return t('not set');
}

const found = StateEffect.define<DecorationSet>();
const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    const next = transaction.effects.find((effect) => effect.is(found));
    return next ? next.value : shown.map(transaction.changes);
  },
  provide: (self) => EditorView.decorations.from(self),
});

const look = EditorView.theme({
  '.cm-variable-value': {
    margin: '0 0 0 4px',
    padding: '0 5px',
    borderRadius: 'var(--g-radius-sm)',
    backgroundColor: 'var(--g-bg-inset)',
    color: 'var(--g-text-dim)',
    fontFamily: 'var(--g-font-family)',
    fontSize: 'var(--g-font-xs)',
  },
});

/** What variables stand for, behind them. It is no part of the text. */
export const variableValues: Extension = [field, look];

/** Shows what the variables of a reading stand for, in a text of that length. */
export function valuesEffect({ analysis, variables }: SessionState, end: number): StateEffect<DecorationSet>[] {
  if (!analysis) return [];
  const marks = analysis.variables.flatMap((use) => {
    const variable = variables.get(use.name);
    if (!variable || use.to > end) return [];
    return [Decoration.widget({ widget: new ValueWidget(valueWords(use, variable)), side: 1 }).range(use.to)];
  });
  return [found.of(Decoration.set(marks, true))];
}
