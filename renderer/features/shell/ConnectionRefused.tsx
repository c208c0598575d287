import { Button } from '@mantine/core';
import { IconLockAccess } from '@tabler/icons-react';
import { EmptyState } from '../../ui/index.ts';
import styles from './Shell.module.css';

interface ConnectionRefusedProps {
  readonly message: string;
}

/** In place of the whole app: without a valid token there is nothing to show. */
export function ConnectionRefused({ message }: ConnectionRefusedProps) {
  return (
    <main className={styles.refused}>
      <h1 className="g-visually-hidden">Gantry</h1>
      <EmptyState
        icon={<IconLockAccess />}
        title="This page may not talk to Gantry"
        actions={
          <Button variant="default" onClick={() => location.reload()}>
            Reload the page
          </Button>
        }
      >
        <p>{message}</p>
        <ol className={styles.steps}>
          <li>
            Look in the terminal where Gantry was started for the line{' '}
            <code>Gantry is at http://127.0.0.1:…/#token=…</code>
          </li>
          <li>Open that whole address here, with the part after the “#”.</li>
          <li>
            If Gantry was started again since, its token is a new one; if it no longer runs, start it with{' '}
            <code>npm start</code>.
          </li>
        </ol>
      </EmptyState>
    </main>
  );
}
