import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { CliToolLink, CliToolsStatus } from '../../../contract/model/cliTools.ts';
import { client } from '../../rpc/index.ts';
import { CommandLine, ControlRow, ErrorNotice, Section } from '../../ui/index.ts';
import styles from './CliTools.module.css';
import { t } from './texts/index.ts';

const stateWords = (state: CliToolLink['state']): string =>
  ({ absent: t('not there'), ours: t('by Gantry'), other: t('somebody else’s: left alone') })[state];

/** docker, compose and buildx in the person's own terminal, on request. */
export function CliToolsSection() {
  const [status, setStatus] = useState<CliToolsStatus>();
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const take = (work: Promise<CliToolsStatus>) => {
    setBusy(true);
    setError(undefined);
    work.then(setStatus, (thrown: unknown) => setError(toAppError(thrown))).finally(() => setBusy(false));
  };
  useEffect(() => {
    const abort = new AbortController();
    client.cliTools.status({}, { signal: abort.signal }).then(setStatus, (thrown: unknown) => {
      if (!abort.signal.aborted) setError(toAppError(thrown));
    });
    return () => abort.abort();
  }, []);
  const hasOurs = status?.links.some(({ state }) => state === 'ours') === true;
  return (
    <Section title={t('Command line tools')}>
      {error && <ErrorNotice isBlock error={error} />}
      {status && (
        <>
          <ControlRow
            label={t('docker, compose and buildx in your terminal')}
            description={<output>{status.unavailable ?? words(status, hasOurs)}</output>}
          >
            <Button
              variant="default"
              disabled={isBusy || status.unavailable !== undefined}
              onClick={() => take(client.cliTools.install({}))}
            >
              {hasOurs ? t('Link again') : t('Link them')}
            </Button>
            {hasOurs && (
              <Button variant="default" disabled={isBusy} onClick={() => take(client.cliTools.remove({}))}>
                {t('Remove links')}
              </Button>
            )}
          </ControlRow>
          {hasOurs && !status.isOnPath && (
            <CommandLine label={t('Command')} command={`export PATH="${status.binDir}:$PATH"`} />
          )}
          <ul className={styles.links} aria-label={t('Files of the command line tools')}>
            {status.links
              .filter(({ state }) => hasOurs || state === 'other')
              .map(({ name, path, state }) => (
                <li key={path}>
                  <span>{name}</span>
                  <span className={styles.path}>{path}</span>
                  <span className={styles.dim}>{stateWords(state)}</span>
                </li>
              ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function words({ otherDocker, isOnPath, binDir }: CliToolsStatus, hasOurs: boolean): string {
  if (otherDocker !== undefined)
    return t('Your shell finds {{otherDocker}} first, which is not Gantry’s. It stays as it is.', { otherDocker });
  if (!hasOurs)
    return t('Links in {{binDir}}, with completions for bash, zsh and fish. Removing them undoes all of it.', {
      binDir,
    });
  return isOnPath
    ? t('They are linked.')
    : t('They are linked. Your shell does not look in {{binDir}} yet: add it to the PATH.', { binDir });
}
