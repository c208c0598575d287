import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { dockerfileLanguage } from '../language/tokens.ts';
import type { Problem } from '../problems/problem.ts';
import type { Fix } from '../rules/rule.ts';
import { dockerfileCompletion } from './completion.ts';
import { dockerfileHelp } from './help.ts';
import { dockerfileLint, lookAgain } from './lint.ts';
import { changesOf, offsetAt } from './positions.ts';
import { editorWords } from '../../../ui/editor/editorWords.ts';
import { editorTheme } from '../../../ui/editor/theme.ts';

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  /** Its accessible name. */
  readonly label: string;
  readonly isReadOnly: boolean;
  readonly images: () => readonly string[];
  readonly problemsOf: (text: string) => readonly Problem[];
  readonly onProblems: (problems: readonly Problem[], text: string) => void;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
  /** Ctrl-. : where the cursor is, counted from 0, and where that is on the screen. */
  readonly onQuickFix: (line: number, at: { readonly x: number; readonly y: number }) => void;
}

export interface Editor {
  /** Takes another text as if it had been opened: it cannot be undone into the one before. */
  setText(text: string): void;
  setReadOnly(isReadOnly: boolean): void;
  apply(fix: Fix): void;
  /** Counted from 0. */
  goTo(line: number, character: number): void;
  focus(): void;
  /** The checks have answered, or the folder has changed. */
  lookAgain(): void;
  close(): void;
}

export function createEditor(options: EditorOptions): Editor {
  const readOnly = new Compartment();
  const isReadOnly = (is: boolean) => EditorState.readOnly.of(is);
  const stateOf = (text: string, is: boolean) =>
    EditorState.create({ doc: text, extensions: [readOnly.of(isReadOnly(is)), ...extensions(options)] });
  let is = options.isReadOnly;
  const view = new EditorView({ parent: options.parent, state: stateOf(options.text, is) });
  return {
    setText(text) {
      if (text !== view.state.doc.toString()) view.setState(stateOf(text, is));
    },
    setReadOnly(next) {
      if (next === is) return;
      is = next;
      view.dispatch({ effects: readOnly.reconfigure(isReadOnly(next)) });
    },
    apply(fix) {
      view.dispatch({ changes: changesOf(view.state.doc, fix), userEvent: 'fix', scrollIntoView: true });
      view.focus();
    },
    goTo(line, character) {
      const anchor = offsetAt(view.state.doc, { line, character });
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
    focus: () => view.focus(),
    lookAgain: () => lookAgain(view),
    close: () => view.destroy(),
  };
}

// Tab leaves the editor, as everywhere on the page: whoever uses the keyboard must get out of it.
const extensions = (options: EditorOptions) => [
  keymap.of([
    { key: 'Mod-s', run: () => (options.onSave(), true) },
    { key: 'Mod-.', run: (view) => (quickFix(view, options), true) },
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...completionKeymap,
    ...lintKeymap,
  ]),
  lineNumbers(),
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  history(),
  drawSelection(),
  indentUnit.of('    '),
  bracketMatching(),
  closeBrackets(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  search({ top: true }),
  editorWords(),
  dockerfileLanguage(),
  dockerfileCompletion(options.images),
  dockerfileHelp,
  dockerfileLint(options),
  editorTheme,
  EditorView.contentAttributes.of({ 'aria-label': options.label }),
  EditorView.updateListener.of((update) => {
    if (update.docChanged) options.onChange(update.state.doc.toString());
  }),
];

function quickFix(view: EditorView, { onQuickFix }: EditorOptions): void {
  const { head } = view.state.selection.main;
  const box = view.coordsAtPos(head);
  const line = view.state.doc.lineAt(head).number - 1;
  // After the key itself: a menu that opens meanwhile takes it for a key elsewhere, and closes.
  setTimeout(() => onQuickFix(line, { x: box?.left ?? 0, y: box?.bottom ?? 0 }));
}
