import { Button, Checkbox, NumberInput, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { renewalCommand } from '../../../../contract/commands/certificateCommands.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { type CertificateSet, Renewal, type RenewedPart } from '../../../../contract/model/renewal.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ErrorNotice } from '../../../ui/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import styles from './Certificates.module.css';
import { NamesField } from './NamesField.tsx';
import { plural, t } from '../texts/index.ts';

interface RenewFormProps {
  readonly set: CertificateSet;
  readonly onMade: (set: CertificateSet) => void;
  readonly onClose: () => void;
}

const USUAL_DAYS = 365;

/** Which of the two, for which names, for how long. */
export function RenewForm({ set, onMade, onClose }: RenewFormProps) {
  const [parts, setParts] = useState<readonly RenewedPart[]>(['server', 'client']);
  const [names, setNames] = useState(set.names.join('\n'));
  const [days, setDays] = useState<number | string>(Math.min(USUAL_DAYS, set.daysLeft));
  const [passphrase, setPassphrase] = useState('');
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const { folder, name, keyType, hasPassphrase, daysLeft } = set;
  const list = names.split(/[\s,]+/).filter((one) => one !== '');
  const read = Renewal.safeParse({ folder, parts, names: list, days: Number(days), keyType, passphrase });
  const wrong = (field: string) => {
    const issue = read.error?.issues.find(({ path }) => path[0] === field);
    const place = issue?.path[1];
    if (issue) return typeof place === 'number' ? `“${list[place]}”: ${issue.message}` : issue.message;
    return error?.code === 'invalid-input' && error.path[0] === field ? error.message : undefined;
  };
  const turn = (part: RenewedPart, isOn: boolean) =>
    setParts((['server', 'client'] as const).filter((one) => (one === part ? isOn : parts.includes(one))));
  const isAtField = error?.code === 'invalid-input' && ['days', 'passphrase'].includes(error.path[0] ?? '');

  async function renew() {
    if (!read.success || isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      onMade(await client.certificates.renew(read.data));
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  }

  if (daysLeft === 0) {
    return (
      <>
        <p className={dialog.warning}>
          {t(
            'The authority has expired, so nothing that it signs is worth anything. Make new certificates, with a new authority, for the engine and for all clients.',
          )}
        </p>
        <div className={dialog.buttons}>
          <Button onClick={onClose}>{t('Close')}</Button>
        </div>
      </>
    );
  }
  return (
    <form
      className={dialog.form}
      noValidate
      onChange={() => setError(undefined)}
      onSubmit={(event) => {
        event.preventDefault();
        void renew();
      }}
    >
      <Checkbox.Group label={t('What to renew')} value={[...parts]} error={wrong('parts')}>
        <div className={dialog.choices}>
          <Checkbox
            value="server"
            label={t('The engine’s certificate')}
            description={t('It is put on the engine’s machine afterwards, and the engine is restarted.')}
            onChange={(event) => turn('server', event.currentTarget.checked)}
          />
          <Checkbox
            value="client"
            label={t('Your certificate')}
            description={t('The engine lets it in at once: it is by the same authority. Other clients keep theirs.')}
            onChange={(event) => turn('client', event.currentTarget.checked)}
          />
        </div>
      </Checkbox.Group>
      {parts.includes('server') && <NamesField value={names} error={wrong('names')} offered={[]} onChange={setNames} />}
      <div className={styles.pair}>
        <NumberInput
          label={t('Valid for, in days')}
          description={plural(daysLeft, 'The authority has 1 left', 'The authority has {{count}} left')}
          min={1}
          max={daysLeft}
          value={days}
          error={wrong('days')}
          onChange={setDays}
        />
        {hasPassphrase && (
          <PasswordInput
            label={t('Passphrase of the authority’s key')}
            description={t('It signs again')}
            autoComplete="off"
            value={passphrase}
            error={wrong('passphrase')}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
        )}
      </div>
      {read.success && (
        <CommandLine
          command={renewalCommand({ ...read.data, name, hasPassphrase })}
          label={t('The same on the command line')}
        />
      )}
      {error && !isAtField && <ErrorNotice error={error} />}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button type="submit" loading={isBusy} disabled={!read.success || (hasPassphrase && passphrase === '')}>
          {t('Renew')}
        </Button>
      </div>
    </form>
  );
}
