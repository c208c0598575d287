import { MergeView } from '@codemirror/merge';
import { yaml } from '@codemirror/lang-yaml';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { Button, Modal } from '@mantine/core';
import { useCallback, useLayoutEffect, useRef } from 'react';
import { editorTheme } from '../../../ui/editor/theme.ts';
import type { OpenSession } from '../session/createSession.ts';
import styles from './Page.module.css';
import { t } from '../texts/index.ts';

interface MergeDialogProps {
  readonly session: OpenSession;
  readonly theirs: string;
  readonly onClose: () => void;
}

/** Both texts side by side; single differences can be taken over into one's own. */
export function MergeDialog({ session, theirs, onClose }: MergeDialogProps) {
  const merged = useRef<MergeView>(undefined);
  const onMade = useCallback((view: MergeView) => void (merged.current = view), []);
  return (
    <Modal opened onClose={onClose} title={t('What is on the disk, and mine')} size="90%">
      <div className={styles.mergeHeads}>
        <span>{t('On the disk')}</span>
        <span>{t('Mine')}</span>
      </div>
      <MergePane session={session} theirs={theirs} onMade={onMade} />
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button
          onClick={() => {
            if (merged.current) session.settle(merged.current.b.state.doc.toString());
            onClose();
          }}
        >
          {t('Go on with the right side')}
        </Button>
      </div>
    </Modal>
  );
}

interface MergePaneProps {
  readonly session: OpenSession;
  readonly theirs: string;
  readonly onMade: (view: MergeView) => void;
}

/** Of its own: a dialog shows what it has later than it is rendered. */
function MergePane({ session, theirs, onMade }: MergePaneProps) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!host.current) return undefined;
    const common = [EditorState.lineSeparator.of('\n'), lineNumbers(), yaml(), editorTheme, EditorView.lineWrapping];
    const view = new MergeView({
      parent: host.current,
      a: {
        doc: theirs,
        extensions: [
          common,
          EditorState.readOnly.of(true),
          EditorView.contentAttributes.of({ 'aria-label': t('On the disk') }),
        ],
      },
      b: {
        doc: session.text(),
        extensions: [
          common,
          history(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.contentAttributes.of({ 'aria-label': t('Mine') }),
        ],
      },
      revertControls: 'a-to-b',
      renderRevertControl() {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = '→';
        button.setAttribute('aria-label', t('Take this difference from the disk'));
        return button;
      },
      collapseUnchanged: { margin: 3, minSize: 6 },
    });
    onMade(view);
    return () => view.destroy();
  }, [session, theirs, onMade]);
  return <div ref={host} className={styles.merge} data-captures-keys="" />;
}
