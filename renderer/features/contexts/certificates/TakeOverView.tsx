import { Button } from '@mantine/core';
import { useState } from 'react';
import { RENEWAL_FOLDER } from '../../../../contract/commands/certificateCommands.ts';
import { placeRenewedCommand, restartEngineCommand } from '../../../../contract/commands/engineTlsText.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { CertificateSet, RenewalState } from '../../../../contract/model/renewal.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ErrorNotice } from '../../../ui/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import styles from './Certificates.module.css';
import { t } from '../texts/index.ts';

interface TakeOverViewProps {
  readonly context: string;
  readonly set: CertificateSet;
  readonly onChange: (set: CertificateSet) => void;
  /** Makes them once more. */
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

const WHOSE = {
  get server() {
    return t('The engine’s:');
  },
  get client() {
    return t('Yours:');
  },
};

/** They are made: what goes onto the engine’s machine, and the try that puts them in the place of the old. */
export function TakeOverView({ context, set, onChange, onAgain, onClose }: TakeOverViewProps) {
  const [tried, setTried] = useState<RenewalState>();
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const { folder, waiting, names } = set;
  const machine = names.find((name) => !name.startsWith('*')) ?? 'HOST';
  const isOver = tried !== undefined && tried.parts.every(({ state }) => state === 'in-use');

  async function attempt() {
    setBusy(true);
    setError(undefined);
    try {
      const state = await client.certificates.takeOver({ folder, context });
      setTried(state);
      if (state.parts.some(({ state: one }) => one === 'waiting')) {
        onChange(await client.certificates.inspectSet({ folder }));
      }
    } catch (thrown) {
      setError(toAppError(thrown));
    }
    setBusy(false);
  }

  return (
    <>
      {waiting.includes('server') && !isOver && (
        <section className={styles.part} aria-label={t('On the engine’s machine')}>
          <h3>{t('On the engine’s machine')}</h3>
          <p>{t('Put its new certificate in the place of the old, and restart it:')}</p>
          <CommandLine
            command={placeRenewedCommand(`${folder}/${RENEWAL_FOLDER}`, machine)}
            label={t('Put the files in place')}
          />
          <CommandLine command={restartEngineCommand()} label={t('Restart the engine')} />
        </section>
      )}
      <p className={dialog.note}>
        {isOver
          ? t('The engine answers by the new certificates. The old ones are kept in “previous”, in the same folder.')
          : t('Until the engine answers by the new certificates the old ones stay in use.')}
      </p>
      {tried && (
        <ul className={styles.tried} aria-label={t('How it went')}>
          {tried.parts.map(({ part, state, reason }) => (
            <li key={part} data-state={state}>
              <strong>{WHOSE[part]}</strong>{' '}
              {state === 'in-use' ? t('in use') : t('not yet. {{reason}}', { reason: reason ?? '' })}
            </li>
          ))}
        </ul>
      )}
      {error && <ErrorNotice error={error} />}
      <div className={dialog.buttons}>
        {!isOver && (
          <Button variant="subtle" onClick={onAgain}>
            {t('Make them again')}
          </Button>
        )}
        <Button variant={isOver ? 'filled' : 'default'} onClick={onClose}>
          {isOver ? t('Done') : t('Later')}
        </Button>
        {!isOver && (
          <Button loading={isBusy} onClick={() => void attempt()} data-autofocus>
            {t('Try and take over')}
          </Button>
        )}
      </div>
    </>
  );
}
