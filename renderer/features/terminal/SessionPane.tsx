import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { CommandLine, ErrorNotice, Kbd } from '../../ui/index.ts';
import { ScreenHost } from './screen/ScreenHost.tsx';
import type { SessionState, TerminalSession } from './session/terminalSession.ts';
import styles from './terminal.module.css';
import { Sentence, t } from './texts/index.ts';

interface SessionPaneProps {
  readonly session: TerminalSession;
  readonly state: SessionState;
  readonly isScreenReaderOn: boolean;
  /** Why it cannot be started again now. */
  readonly blocked?: ReactNode;
}

/** One terminal: what to know about it above, its screen, and how it ended below. */
export function SessionPane({ session, state, isScreenReaderOn, blocked }: SessionPaneProps) {
  const { status, target } = state;
  const again = target.type === 'attach' ? t('Attach again') : t('Restart shell');
  return (
    <div className={styles.pane}>
      {target.type === 'attach' && status.type === 'open' && (
        <div className={styles.strip}>
          <span>
            <Sentence
              text="This is the main process: {{kbd}} goes to it and may stop the container. Leave it running with {{kbd2}} {{kbd3}}."
              parts={{ kbd: <Kbd keys="Ctrl C" />, kbd2: <Kbd keys="Ctrl P" />, kbd3: <Kbd keys="Ctrl Q" /> }}
            />
          </span>
          <Button variant="default" onClick={() => session.detach()}>
            {t('Detach')}
          </Button>
        </div>
      )}
      <ScreenHost session={session} isScreenReaderOn={isScreenReaderOn} />
      {status.type === 'opening' && <output className={styles.strip}>{t('Opening…')}</output>}
      {(status.type === 'ended' || status.type === 'detached') && (
        <div className={styles.strip}>
          <output>{status.type === 'ended' ? status.message : t('Detached. The main process goes on.')}</output>
          {blocked ?? (
            <Button variant="default" onClick={() => session.restart()}>
              {again}
            </Button>
          )}
        </div>
      )}
      {status.type === 'failed' && (
        <div className={styles.failure}>
          <ErrorNotice error={status.error} actions={[{ label: t('Try again'), run: () => session.restart() }]} />
          {blocked}
        </div>
      )}
      {state.command !== undefined && (
        <div className={styles.command}>
          <CommandLine isCompact command={state.command} label={t('The same on the command line')} />
        </div>
      )}
    </div>
  );
}
