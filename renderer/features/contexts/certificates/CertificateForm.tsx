import { Button, NumberInput, PasswordInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type {
  CertificateDefaults,
  CertificateSettings,
  KeyType,
  MadeCertificates,
} from '../../../../contract/model/certificates.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice } from '../../../ui/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import { type CertificateDraft, NEW_CERTIFICATES, readCertificateDraft } from './certificateDraft.ts';
import styles from './Certificates.module.css';
import { MakingSteps } from './MakingSteps.tsx';
import { NamesField } from './NamesField.tsx';
import { t } from '../texts/index.ts';

interface CertificateFormProps {
  readonly defaults: CertificateDefaults;
  readonly onMade: (done: { made: MadeCertificates; settings: CertificateSettings; isHere: boolean }) => void;
  readonly onClose: () => void;
}

const KEYS: readonly { value: KeyType; label: string }[] = [
  { value: 'ecdsa-p256', label: 'ECDSA P-256' },
  { value: 'rsa-3072', label: 'RSA 3072' },
  { value: 'rsa-4096', label: 'RSA 4096' },
];

export function CertificateForm({ defaults, onMade, onClose }: CertificateFormProps) {
  const [draft, setDraft] = useState<CertificateDraft>(NEW_CERTIFICATES);
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []); // who closes the dialog does not want them any more
  const set = (change: Partial<CertificateDraft>) => {
    setError(undefined);
    setDraft((now) => ({ ...now, ...change }));
  };
  const { names, name, folder, offered, settings, problems } = readCertificateDraft(draft, defaults);

  async function make(wanted: CertificateSettings) {
    const mine = (abort.current = new AbortController());
    setBusy(true);
    setError(undefined);
    try {
      const made = await client.certificates.create(wanted, { signal: mine.signal });
      onMade({ made, settings: { ...wanted, passphrase: '' }, isHere: draft.isHere });
    } catch (thrown) {
      if (mine.signal.aborted) return;
      setError(toAppError(thrown));
      setBusy(false);
    }
  }

  return (
    <form
      className={dialog.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (settings && !isBusy) void make(settings);
      }}
    >
      {defaults.openssl === undefined && <ErrorNotice error={missing(defaults)} />}
      <SegmentedControl
        className={styles.places}
        aria-label={t('Where the engine runs')}
        data={[
          { value: 'there', label: t('Engine on another machine') },
          { value: 'here', label: t('Engine on this computer') },
        ]}
        value={draft.isHere ? 'here' : 'there'}
        onChange={(value) => set({ isHere: value === 'here' })}
      />
      {draft.isHere && (
        <p className={dialog.note}>
          {t(
            'For a Docker that this computer runs as a service. Gantry’s own engine listens on its socket alone: other computers reach it by SSH.',
          )}
        </p>
      )}
      <NamesField value={names} error={problems.names} offered={offered} onChange={(value) => set({ names: value })} />
      <div className={styles.pair}>
        <TextInput
          label={t('Name')}
          description={t('Of the context, and in the certificates')}
          spellCheck={false}
          value={name}
          error={problems.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Select
          label={t('Keys')}
          description={t('RSA for clients of long ago')}
          data={KEYS}
          value={draft.keyType}
          allowDeselect={false}
          onChange={(value) => value && set({ keyType: value as KeyType })}
        />
        <NumberInput
          label={t('Valid for, in days')}
          description={t('The engine’s and yours')}
          min={1}
          value={draft.days}
          error={problems.days}
          onChange={(value) => set({ days: value })}
        />
        <NumberInput
          label={t('Authority valid for, in days')}
          description={t('Of both; a new one means new bundles')}
          min={1}
          value={draft.authorityDays}
          error={problems.authorityDays}
          onChange={(value) => set({ authorityDays: value })}
        />
        <PasswordInput
          label={t('Passphrase of the authority’s key')}
          description={t('Optional. Asked for when it signs again')}
          autoComplete="new-password"
          value={draft.passphrase}
          error={problems.passphrase}
          onChange={(event) => set({ passphrase: event.currentTarget.value })}
        />
        {draft.passphrase !== '' && (
          <PasswordInput
            label={t('The passphrase again')}
            description={t('Without it the key is of no use')}
            autoComplete="new-password"
            value={draft.repeated}
            error={problems.repeated}
            onChange={(event) => set({ repeated: event.currentTarget.value })}
          />
        )}
      </div>
      <TextInput
        label={t('Folder')}
        description={t('On the computer that Gantry runs on. It is made, and only you can look into it.')}
        spellCheck={false}
        value={folder}
        error={problems.folder}
        onChange={(event) => set({ folder: event.currentTarget.value })}
      />
      {settings && <MakingSteps settings={settings} />}
      {error && <ErrorNotice error={error} />}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button type="submit" loading={isBusy} disabled={!settings || defaults.openssl === undefined}>
          {t('Make the certificates')}
        </Button>
      </div>
    </form>
  );
}

const missing = ({ howToInstall }: CertificateDefaults): AppError => ({
  code: 'unsupported',
  message: t('The program openssl, which makes certificates, is not on this computer.'),
  hint: howToInstall,
});
