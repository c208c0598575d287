import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { useLayoutEffect, useRef } from 'react';
import { editorWords } from '../../../ui/editor/editorWords.ts';
import styles from '../Files.module.css';

export interface TextEditorProps {
  /** Another text begins anew. */
  readonly fileKey: string;
  readonly text: string;
  readonly label: string;
  readonly isReadOnly: boolean;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
}

const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--g-text)', backgroundColor: 'var(--g-bg)', fontSize: 'var(--g-font-sm)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--g-font-mono)', lineHeight: '1.55' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--g-text)' },
  '.cm-line': { padding: '0 12px 0 6px' },
  '.cm-cursor': { borderLeftColor: 'var(--g-text)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--g-accent) 26%, transparent)',
  },
  '.cm-gutters': { backgroundColor: 'var(--g-bg)', color: 'var(--g-text-faint)', border: 'none', paddingLeft: '4px' },
  '.cm-specialChar': { color: 'var(--g-text-danger)' },
  '.cm-searchMatch': { backgroundColor: 'var(--g-bg-mark)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--g-bg-active)' },
  '.cm-panels': { backgroundColor: 'var(--g-bg-inset)', color: 'var(--g-text)', borderColor: 'var(--g-border)' },
  '.cm-panel.cm-search': { padding: '6px 12px', fontFamily: 'var(--g-font-family)', fontSize: 'var(--g-font-sm)' },
  '.cm-textfield, .cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--g-bg)',
    border: '1px solid var(--g-border-control)',
    borderRadius: 'var(--g-radius-sm)',
    color: 'var(--g-text)',
    fontSize: 'var(--g-font-sm)',
  },
});

/** Plain text. Tab leaves it, as everywhere on the page. */
export function TextEditor({ fileKey, text, label, isReadOnly, onChange, onSave }: TextEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef({ text, onChange, onSave });
  useLayoutEffect(() => {
    latest.current = { text, onChange, onSave };
  });
  useLayoutEffect(() => {
    if (!host.current) return undefined;
    const state = EditorState.create({
      doc: latest.current.text,
      extensions: [
        // A lone return is a character of its line, so that it is written back.
        EditorState.lineSeparator.of('\n'),
        EditorState.readOnly.of(isReadOnly),
        keymap.of([
          { key: 'Mod-s', run: () => (latest.current.onSave(), true) },
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
        ]),
        lineNumbers(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        highlightSelectionMatches(),
        search({ top: true }),
        editorWords(),
        look,
        EditorView.contentAttributes.of({ 'aria-label': label }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) latest.current.onChange(update.state.sliceDoc());
        }),
      ],
    });
    const view = new EditorView({ parent: host.current, state });
    return () => view.destroy();
  }, [fileKey, label, isReadOnly]);
  return <div ref={host} className={styles.editor} data-captures-keys="" />;
}
