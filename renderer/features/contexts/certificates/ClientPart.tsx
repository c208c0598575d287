import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { createContextCommand } from '../../../../contract/commands/contextCommands.ts';
import { tlsEndpoint, tryTlsCommand } from '../../../../contract/commands/engineTlsText.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ErrorNotice, notify } from '../../../ui/index.ts';
import styles from './Certificates.module.css';
import { saveBundle } from './saveBundle.ts';
import { t } from '../texts/index.ts';

interface ClientPartProps {
  readonly folder: string;
  readonly name: string;
  readonly machine: string;
}

/** A context of it here, and the bundle for other computers. */
export function ClientPart({ folder, name, machine }: ClientPartProps) {
  const [endpoint, setEndpoint] = useState(tlsEndpoint(machine));
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const [isAdded, setAdded] = useState(false);
  const settings = { name, endpoint: endpoint.trim(), description: '' };
  const paths = { ca: `${folder}/ca.pem`, cert: `${folder}/cert.pem`, key: `${folder}/key.pem` };

  async function add() {
    setBusy(true);
    setError(undefined);
    try {
      await client.certificates.addContext({ folder, settings });
      setAdded(true);
      notify({ title: t('Added the context {{name}}', { name }), tone: 'success' });
    } catch (thrown) {
      setError(toAppError(thrown));
    }
    setBusy(false);
  }

  return (
    <section className={styles.part} aria-label={t('For clients')}>
      <h3>{t('For clients')}</h3>
      <div className={styles.row}>
        <TextInput
          label={t('Address of the engine')}
          spellCheck={false}
          value={endpoint}
          error={error?.code === 'invalid-input' ? error.message : undefined}
          onChange={(event) => setEndpoint(event.currentTarget.value)}
        />
        <Button onClick={() => void add()} loading={isBusy} disabled={isAdded || endpoint.trim() === ''}>
          {isAdded ? t('Added') : t('Add as a context')}
        </Button>
      </div>
      {error && error.code !== 'invalid-input' && <ErrorNotice error={error} />}
      <CommandLine command={createContextCommand(settings, paths)} label={t('Add the context on the command line')} />
      <p>{t('Once the engine is restarted, this tries it with nothing but the files:')}</p>
      <CommandLine command={tryTlsCommand(folder, settings.endpoint)} label={t('Try the connection')} />
      <p>
        {t(
          'Another computer needs ca.pem, cert.pem and key.pem. Whoever has that file is root on the engine’s machine: hand it over by a way that nobody else reads.',
        )}
      </p>
      <div>
        <Button variant="default" onClick={() => void saveBundle({ type: 'folder', name, folder }, 'files')}>
          {t('Save the client bundle…')}
        </Button>
      </div>
    </section>
  );
}
