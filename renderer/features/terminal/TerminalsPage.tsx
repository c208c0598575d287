import { IconTerminal2 } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState, Page, PageHeader } from '../../ui/index.ts';
import { ScreenReaderToggle, useScreenReader } from './ScreenReaderToggle.tsx';
import { SessionPane } from './SessionPane.tsx';
import { useSessions } from './session/useSessions.ts';
import { TerminalTabs } from './tabs/TerminalTabs.tsx';
import { hasEnded, titlesOf } from './tabs/titles.ts';
import styles from './terminal.module.css';
import { t } from './texts/index.ts';

export function TerminalsPage() {
  const { sessions, states } = useSessions();
  const [chosen, setChosen] = useState<string>();
  const [isScreenReaderOn] = useScreenReader();
  const shown = states.find(({ key }) => key === chosen) ?? states.at(-1);
  const session = shown && sessions.get(shown.key);
  const titles = titlesOf(states);

  return (
    <Page>
      <PageHeader title={t('Terminals')} note={states.length > 0 ? states.length : undefined} />
      {shown && session ? (
        <TerminalTabs
          tabs={states.map(({ key, containerName, status }) => ({
            key,
            title: titles.get(key) ?? '',
            detail: containerName,
            hasEnded: hasEnded(status),
          }))}
          value={shown.key}
          onChange={setChosen}
          onClose={(key) => sessions.close(key)}
          actions={
            <span className={styles.actions}>
              <ScreenReaderToggle />
            </span>
          }
        >
          <SessionPane key={shown.key} session={session} state={shown} isScreenReaderOn={isScreenReaderOn} />
        </TerminalTabs>
      ) : (
        <EmptyState icon={<IconTerminal2 />} title={t('No terminal is open')}>
          {t(
            'Open one from a container: its Terminal tab, or “Open a terminal” in the palette. They all stay here until they are closed.',
          )}
        </EmptyState>
      )}
    </Page>
  );
}
