import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { editorTheme } from '../../../ui/editor/theme.ts';
import type { OpenSession } from '../session/createSession.ts';
import { composeCompletion } from './completion.ts';
import { composeHelp } from './help.ts';
import { navigation, type NavigationOptions } from './navigation.ts';
import { variableValues } from './variables.ts';
import { t } from '../texts/index.ts';

export interface TextOptions extends NavigationOptions {
  readonly images: () => readonly string[];
  /** Ctrl-. : the line of the cursor, and where that is on the screen. */
  readonly onQuickFix: (at: {
    readonly x: number;
    readonly y: number;
    readonly from: number;
    readonly to: number;
  }) => void;
}

// Tab leaves the editor, as everywhere on the page: whoever uses the keyboard must get out of it.
export const textExtensions = (session: OpenSession, options: TextOptions): Extension => [
  EditorState.readOnly.of(session.state().file.isReadOnly),
  keymap.of([
    { key: 'Mod-s', run: () => (void session.save(), true) },
    { key: 'Mod-.', run: (view) => (quickFix(view, options), true) },
    ...closeBracketsKeymap,
    ...foldKeymap,
    ...defaultKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...completionKeymap,
    ...lintKeymap,
  ]),
  lineNumbers(),
  codeFolding(),
  foldGutter(),
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  drawSelection(),
  indentUnit.of(indentOf(session.text())),
  bracketMatching(),
  closeBrackets(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  search({ top: true }),
  yaml(),
  composeCompletion(session, options.images),
  composeHelp(session),
  navigation(session, options),
  variableValues,
  lintGutter({ hoverTime: 200 }),
  editorTheme,
  EditorView.contentAttributes.of({ 'aria-label': t('Compose file'), spellcheck: 'false' }),
  EditorView.clipboardInputFilter.of((pasted) => pasted.replaceAll(/\r\n?/g, '\n')),
];

/** As the file has it: the first line that is further in than the one before. */
function indentOf(text: string): string {
  return /^\S[^\n]*:[^\n]*\n(?:\s*(?:#[^\n]*)?\n)*( {1,8})\S/m.exec(text)?.[1] ?? '  ';
}

function quickFix(view: EditorView, { onQuickFix }: TextOptions): void {
  const { head } = view.state.selection.main;
  const box = view.coordsAtPos(head);
  const { from, to } = view.state.doc.lineAt(head);
  // After the key itself: a menu that opens meanwhile takes it for a key elsewhere, and closes.
  setTimeout(() => onQuickFix({ x: box?.left ?? 0, y: box?.bottom ?? 0, from, to }));
}
