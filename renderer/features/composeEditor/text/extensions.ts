import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentUnit } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
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

export interface TextOptions {
  readonly onOpenFile: (path: string) => void;
}

// Tab leaves the editor, as everywhere on the page: whoever uses the keyboard must get out of it.
export const textExtensions = (session: OpenSession, _options: TextOptions): Extension => [
  EditorState.readOnly.of(session.state().file.isReadOnly),
  keymap.of([
    { key: 'Mod-s', run: () => (void session.save(), true) },
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
  editorTheme,
  EditorView.contentAttributes.of({ 'aria-label': 'Compose file', spellcheck: 'false' }),
  EditorView.clipboardInputFilter.of((pasted) => pasted.replaceAll(/\r\n?/g, '\n')),
];

/** As the file has it: the first line that is further in than the one before. */
function indentOf(text: string): string {
  return /^\S[^\n]*:[^\n]*\n(?:\s*(?:#[^\n]*)?\n)*( {1,8})\S/m.exec(text)?.[1] ?? '  ';
}
