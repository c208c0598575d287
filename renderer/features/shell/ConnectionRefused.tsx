import { Button } from '@mantine/core';
import { IconLockAccess } from '@tabler/icons-react';
import { EmptyState } from '../../ui/index.ts';
import styles from './Shell.module.css';
import { Sentence, t } from './texts/index.ts';

interface ConnectionRefusedProps {
  readonly message: string;
}

/** In place of the whole app: without a valid token there is nothing to show. */
export function ConnectionRefused({ message }: ConnectionRefusedProps) {
  return (
    <main className={styles.refused}>
      <h1 className="g-visually-hidden">{t('Gantry')}</h1>
      <EmptyState
        icon={<IconLockAccess />}
        title={t('This page may not talk to Gantry')}
        actions={
          <Button variant="default" onClick={() => location.reload()}>
            {t('Reload the page')}
          </Button>
        }
      >
        <p>{message}</p>
        <ol className={styles.steps}>
          <li>
            <Sentence
              text="Look in the terminal where Gantry was started for the line {{code}}"
              parts={{ code: <code>Gantry is at http://127.0.0.1:…/#token=…</code> }}
            />
          </li>
          <li>{t('Open that whole address here, with the part after the “#”.')}</li>
          <li>
            <Sentence
              text="If Gantry was started again since, its token is a new one; if it no longer runs, start it with {{code}}."
              parts={{ code: <code>npm start</code> }}
            />
          </li>
        </ol>
      </EmptyState>
    </main>
  );
}
