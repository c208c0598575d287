import { useLayoutEffect, useRef } from 'react';
import type { OpenSession } from '../session/createSession.ts';
import { textExtensions } from './extensions.ts';
import styles from './Text.module.css';

interface TextViewProps {
  readonly session: OpenSession;
  readonly onOpenFile: (path: string) => void;
}

/** The text of the file, in CodeMirror. */
export function TextView({ session, onOpenFile }: TextViewProps) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!host.current) return undefined;
    const { holder } = session;
    const view = holder.mount(host.current, textExtensions(session, { onOpenFile }));
    const stop = session.onReveal(({ from, to }) => {
      const end = view.state.doc.length;
      view.dispatch({ selection: { anchor: Math.min(from, end), head: Math.min(to, end) }, scrollIntoView: true });
      view.focus();
    });
    return () => {
      stop();
      holder.unmount();
    };
  }, [session, onOpenFile]);
  return (
    <div className={styles.editor}>
      <div ref={host} className={styles.text} data-captures-keys="" />
    </div>
  );
}
