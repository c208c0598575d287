import { Button, Loader } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useState } from 'react';
import type { FirstRunState, MachineCheck } from '../../../contract/model/firstRun.ts';
import { client } from '../../rpc/index.ts';
import { CommandLine, ErrorNotice, Section } from '../../ui/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import styles from './FirstRun.module.css';
import { MendDialog } from './MendDialog.tsx';
import { Resumed } from './Resumed.tsx';
import { t } from './texts/index.ts';
import { checkTitle, checkWords, statusWord } from './words.ts';

const ICONS = {
  good: <IconCircleCheck className={styles.good} aria-hidden="true" />,
  poor: <IconAlertTriangle className={styles.poor} aria-hidden="true" />,
  missing: <IconCircleX className={styles.missing} aria-hidden="true" />,
};

/** What this computer has, and what is to be mended. */
export function ComputerStep({ state }: { readonly state: FirstRunState | undefined }) {
  const {
    value: checks,
    error,
    isLoading,
    reload,
  } = useLoad('checks', (signal) => client.firstRun.check({}, { signal }));
  const [mending, setMending] = useState<MachineCheck>();
  return (
    <Section
      title={t('This computer')}
      description={t(
        'Gantry runs containers with an engine on this computer. No account is needed, and nothing is sent anywhere.',
      )}
      actions={
        <Button variant="default" loading={isLoading} onClick={reload}>
          {t('Check again')}
        </Button>
      }
    >
      {state && <Resumed state={state} />}
      {error && <ErrorNotice error={error} />}
      {!checks && !error && <Loader aria-label={t('Checking')} />}
      <ul className={styles.checks} aria-label={t('Checks')}>
        {checks?.map((check) => (
          <CheckRow key={check.id} check={check} onMend={() => setMending(check)} />
        ))}
      </ul>
      {mending?.fix && (
        <MendDialog
          check={mending}
          fix={mending.fix}
          onClose={() => setMending(undefined)}
          onDone={() => {
            setMending(undefined);
            reload();
          }}
        />
      )}
    </Section>
  );
}

interface CheckRowProps {
  readonly check: MachineCheck;
  readonly onMend: () => void;
}

function CheckRow({ check, onMend }: CheckRowProps) {
  const title = checkTitle(check);
  const { found, todo } = checkWords(check);
  return (
    <li className={styles.check}>
      {ICONS[check.status]}
      <div className={styles.words}>
        <div>
          <strong>{title}</strong> <span className={styles.dim}>{statusWord(check.status)}</span>
        </div>
        <div>{found}</div>
        {todo !== undefined && <div className={styles.dim}>{todo}</div>}
        {check.status !== 'good' &&
          check.commands?.map((command) => (
            <CommandLine key={command} command={command} label={t('What to type for {{title}}', { title })} />
          ))}
      </div>
      {check.fix && (
        <Button variant="default" onClick={onMend}>
          {t('Mend it…')}
        </Button>
      )}
    </li>
  );
}
