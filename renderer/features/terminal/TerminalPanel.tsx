import { Button } from '@mantine/core';
import { IconTerminal2 } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { TerminalTarget } from '../../../contract/model/terminal.ts';
import { EmptyState } from '../../ui/index.ts';
import { ActionButton, ContainerStopped, takesShells } from './ContainerStopped.tsx';
import type { TerminalPanelProps } from './lazyTerminal.tsx';
import { ScreenReaderToggle, useScreenReader } from './ScreenReaderToggle.tsx';
import { SessionPane } from './SessionPane.tsx';
import { useSessions } from './session/useSessions.ts';
import { NewShell } from './tabs/NewShell.tsx';
import { TerminalTabs } from './tabs/TerminalTabs.tsx';
import { hasEnded, titlesOf } from './tabs/titles.ts';
import styles from './terminal.module.css';
import { t } from './texts/index.ts';

export function TerminalPanel({
  context,
  id,
  name = id.slice(0, 12),
  state,
  isInteractive,
  startedAt,
}: TerminalPanelProps) {
  const { sessions, states } = useSessions();
  const [chosen, setChosen] = useState<string>();
  const [isScreenReaderOn] = useScreenReader();
  const own = states.filter(({ target: { ref } }) => ref.context === context && ref.id === id);
  // One that was opened from elsewhere is looked at, as one that is opened here.
  const [count, setCount] = useState(own.length);
  if (own.length !== count) {
    setCount(own.length);
    if (own.length > count) setChosen(own.at(-1)?.key);
  }
  const shown = own.find(({ key }) => key === chosen) ?? own.at(-1);
  const session = shown && sessions.get(shown.key);
  const titles = titlesOf(own);
  const canOpen = takesShells(state);

  const open = (target: TerminalTarget) => setChosen(sessions.open(target, name));
  const openShell = (choice: { shell?: string; user?: string; workingDir?: string } = {}) =>
    open({ type: 'exec', ref: { context, id }, ...choice });
  const attach = () => open({ type: 'attach', ref: { context, id } });

  // Whoever comes here wants to type: the first terminal opens by itself, once it is known that there is none yet.
  const opened = useRef<string>(undefined);
  useEffect(() => {
    if (!canOpen || isInteractive === undefined || opened.current === id) return;
    let isLeft = false;
    void sessions.load().then(() => {
      if (isLeft || opened.current === id) return;
      opened.current = id;
      const isThere = sessions.list().some(({ target: { ref } }) => ref.context === context && ref.id === id);
      if (!isThere) sessions.open({ type: isInteractive ? 'attach' : 'exec', ref: { context, id } }, name);
    });
    return () => {
      isLeft = true;
    };
  }, [canOpen, context, id, isInteractive, name, sessions]);

  // The main process runs again: whoever was attached to it and looks on is so again, as with `docker start -ai`.
  // Its end and its new start are told on different ways, and come in any order.
  const status = shown?.status.type;
  useEffect(() => {
    if (canOpen && status === 'ended' && session?.hasSuccessor(startedAt)) session.restart();
  }, [canOpen, status, session, startedAt]);

  if (!shown || !session) {
    if (state !== undefined && !canOpen)
      return <ContainerStopped context={context} id={id} name={name} state={state} />;
    return (
      <EmptyState
        icon={<IconTerminal2 />}
        title={t('No terminal is open')}
        actions={
          <>
            <Button onClick={() => openShell()}>{t('New shell')}</Button>
            <Button variant="default" onClick={attach}>
              {t('Attach to main process')}
            </Button>
          </>
        }
      >
        {t('A shell runs beside the main process, and ends when its tab is closed.')}
      </EmptyState>
    );
  }
  return (
    <TerminalTabs
      tabs={own.map(({ key, status }) => ({ key, title: titles.get(key) ?? '', hasEnded: hasEnded(status) }))}
      value={shown.key}
      onChange={setChosen}
      onClose={(key) => sessions.close(key)}
      actions={
        <span className={styles.actions}>
          <ScreenReaderToggle />
          <NewShell isDisabled={!canOpen} onOpen={openShell} onAttach={attach} />
        </span>
      }
    >
      <SessionPane
        key={shown.key}
        session={session}
        state={shown}
        isScreenReaderOn={isScreenReaderOn}
        blocked={
          state !== undefined && !canOpen ? (
            <ActionButton context={context} id={id} name={name} state={state} />
          ) : undefined
        }
      />
    </TerminalTabs>
  );
}
