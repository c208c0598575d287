import type { EditorView } from '@codemirror/view';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { notify, useCommands } from '../../../ui/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import type { Fix } from '../language/analysis.ts';
import type { OpenSession } from '../session/createSession.ts';
import { useSession } from '../session/useSession.ts';
import type { RenamePlan } from '../stack/openStack.ts';
import { EnvFileDialog, type EnvPlace } from './EnvFileDialog.tsx';
import { textExtensions } from './extensions.ts';
import { goTo, rename } from './navigation.ts';
import { ProblemList } from './ProblemList.tsx';
import { applyFix, problemsOf, showReading } from './problems.ts';
import { QuickFixMenu } from '../../../ui/editor/QuickFixMenu.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import styles from './Text.module.css';
import { useImageNames } from './useImageNames.ts';
import { t } from '../texts/index.ts';

interface TextViewProps {
  readonly session: OpenSession;
  readonly onOpenFile: (path: string) => void;
}

interface FixMenu {
  readonly x: number;
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

/** The text of the file, in CodeMirror, with what is wrong with it below. */
export function TextView({ session, onOpenFile }: TextViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView>();
  const [plan, setPlan] = useState<RenamePlan>();
  const [env, setEnv] = useState<EnvPlace>();
  const [menu, setMenu] = useState<FixMenu>();
  const state = useSession(session);
  const context = useSelectedContext();
  const names = useImageNames(context?.state.type === 'connected' ? context.name : undefined);
  const images = useRef(names);
  const { analysis, check, variables, version, file } = state;
  // Not by the state as a whole: that is another one for each key.
  const problems = useMemo(
    () => problemsOf(session, session.state()),
    // oxlint-disable-next-line react/exhaustive-deps -- these are what it reads of the session
    [session, analysis, check, variables],
  );

  useEffect(() => void (images.current = names), [names]);
  const fix = useCallback(
    (wanted: Fix) => {
      const refusal = applyFix(session, wanted);
      if (refusal !== undefined) notify({ title: t('That was not changed.'), message: refusal, tone: 'failure' });
    },
    [session],
  );
  const options = useMemo(() => ({ onOpenFile, onRename: setPlan, onOpenEnv: setEnv }), [onOpenFile]);

  useLayoutEffect(() => {
    if (!host.current) return undefined;
    const { holder } = session;
    const made = holder.mount(
      host.current,
      textExtensions(session, { ...options, images: () => images.current, onQuickFix: setMenu }),
    );
    setView(made);
    const stop = session.onReveal(({ from, to }) => {
      const end = made.state.doc.length;
      made.dispatch({ selection: { anchor: Math.min(from, end), head: Math.min(to, end) }, scrollIntoView: true });
      made.focus();
    });
    return () => {
      stop();
      setView(undefined);
      holder.unmount();
    };
  }, [session, options]);

  const isFresh = analysis?.version === version;
  useEffect(() => {
    if (!view || !isFresh) return;
    showReading(view, { state: session.state(), problems, onFix: fix });
  }, [view, isFresh, problems, variables, fix, session]);

  const place = () => view?.state.selection.main.head ?? 0;
  useCommands(() => [
    {
      id: 'compose.rename',
      title: t('Rename what the cursor is on, everywhere'),
      section: t('Compose file'),
      detail: 'F2',
      isEnabled: () => view !== undefined && !file.isReadOnly,
      run: () => void rename(session, place(), options),
    },
    {
      id: 'compose.goTo',
      title: t('Go to where it is declared'),
      section: t('Compose file'),
      detail: 'F12',
      isEnabled: () => view !== undefined,
      run: () => void goTo(session, place(), options),
    },
  ]);

  return (
    <div className={styles.editor}>
      <div ref={host} className={styles.text} data-captures-keys="" />
      <ProblemList
        text={session.text}
        problems={problems}
        isReadOnly={file.isReadOnly}
        onGoTo={(problem) => session.reveal(problem)}
        onFix={fix}
      />
      {env && (
        <EnvFileDialog
          place={env}
          onClose={() => {
            setEnv(undefined);
            view?.focus();
          }}
        />
      )}
      {plan && (
        <RenameDialog
          session={session}
          plan={plan}
          onClose={() => {
            setPlan(undefined);
            view?.focus();
          }}
        />
      )}
      {menu && (
        <QuickFixMenu
          at={menu}
          fixes={problems.filter(({ from, to }) => from <= menu.to && to >= menu.from).flatMap(({ fixes }) => fixes)}
          onFix={fix}
          onClose={() => {
            setMenu(undefined);
            view?.focus();
          }}
        />
      )}
    </div>
  );
}
