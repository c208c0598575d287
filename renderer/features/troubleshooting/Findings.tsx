import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type AppError, isCancelled, toAppError } from '../../../contract/errors.ts';
import type { Finding } from '../../../contract/model/troubleshooting.ts';
import { client } from '../../rpc/index.ts';
import { CommandLine, ErrorNotice, notify, Section } from '../../ui/index.ts';
import styles from './Troubleshooting.module.css';
import { t } from './texts/index.ts';

/** Sockets, contexts and groups, with a way to mend each. */
export function Findings() {
  const [findings, setFindings] = useState<readonly Finding[]>();
  const [error, setError] = useState<AppError>();
  const [busy, setBusy] = useState<string>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    client.troubleshooting.findings({}, { signal: abort.signal }).then(setFindings, (thrown: unknown) => {
      if (!abort.signal.aborted) setError(toAppError(thrown));
    });
    return () => abort.abort();
  }, [turn]);
  const repair = async (finding: string) => {
    setBusy(finding);
    setError(undefined);
    try {
      await client.troubleshooting.repair({ finding });
      notify({ title: t('It was repaired'), tone: 'success' });
    } catch (thrown) {
      if (!isCancelled(thrown)) setError(toAppError(thrown));
    } finally {
      setBusy(undefined);
      setTurn(turn + 1);
    }
  };
  return (
    <Section
      title={t('Sockets, contexts and groups')}
      actions={
        <Button variant="default" onClick={() => setTurn(turn + 1)}>
          {t('Look again')}
        </Button>
      }
    >
      {error && <ErrorNotice error={error} />}
      <output className={styles.dim}>
        {findings?.length === 0 && t('Nothing is wrong with the set-up of this computer.')}
      </output>
      {findings && findings.length > 0 && (
        <ul className={styles.findings} aria-label={t('What was found')}>
          {findings.map(({ id, message, remedy, command, repair: can }) => (
            <li key={id}>
              <div className={styles.step}>
                <div className={styles.words}>
                  <div>{message}</div>
                  <div className={styles.dim}>{remedy}</div>
                </div>
                {can && (
                  <Button variant="default" loading={busy === id} onClick={() => void repair(id)}>
                    {can.needsElevation ? t('Repair as administrator…') : t('Repair')}
                  </Button>
                )}
              </div>
              {command !== undefined && <CommandLine command={command} label={t('What to type')} />}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
