import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching } from '@codemirror/language';
import { forceLinting, linter, lintGutter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { editorTheme } from '../../ui/editor/theme.ts';
import styles from './Config.module.css';
import { configProblems } from './problems.ts';

export interface ConfigTextProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
}

/** daemon.json as text, with what is wrong marked where it stands. Tab leaves it, as everywhere on the page. */
export function ConfigText({ value, onChange, onSave }: ConfigTextProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const latest = useRef({ value, onChange, onSave });
  useLayoutEffect(() => {
    latest.current = { value, onChange, onSave };
  });
  useLayoutEffect(() => {
    if (!host.current) return undefined;
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          keymap.of([{ key: 'Mod-s', run: () => (latest.current.onSave(), true) }, ...defaultKeymap, ...historyKeymap]),
          lineNumbers(),
          history(),
          drawSelection(),
          bracketMatching(),
          yaml(), // JSON is YAML too, and so it is coloured like the Compose files
          lintGutter(),
          linter((shown) =>
            configProblems(shown.state.sliceDoc()).map(({ from, to, message, isError }) => ({
              ...{ from, to, message },
              severity: isError ? 'error' : 'warning',
            })),
          ),
          editorTheme,
          EditorView.contentAttributes.of({ 'aria-label': 'daemon.json' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.sliceDoc());
          }),
        ],
      }),
    });
    editor.current = view;
    forceLinting(view);
    return () => view.destroy();
  }, []);
  useEffect(() => {
    const view = editor.current;
    if (!view || view.state.sliceDoc() === value) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
  }, [value]);
  return <div ref={host} className={styles.text} data-captures-keys="" />;
}
