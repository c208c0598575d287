import { Button, Checkbox, Modal, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { type Registry, RegistryName } from '../../../../contract/model/registry.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice, useReturnFocus } from '../../../ui/index.ts';
import { KINDS, OTHER } from '../kinds.ts';
import styles from '../Registries.module.css';
import type { RegistryDialogProps } from './RegistryDialogs.tsx';
import { t } from '../texts/index.ts';

interface TrustDialogProps extends RegistryDialogProps {
  /** Absent: a new one. */
  readonly registry?: Registry;
  readonly onSaved?: (name: string, isToSignIn: boolean) => void;
}

const CHOICES = [...KINDS.filter(({ id }) => id !== 'hub'), OTHER];

/** Adds a registry, or changes how one is trusted. */
export function TrustDialog({ registry, onSaved, onClose }: TrustDialogProps) {
  useReturnFocus();
  const [kindId, setKindId] = useState(OTHER.id);
  const [address, setAddress] = useState(registry?.name ?? '');
  const [caFile, setCaFile] = useState(registry?.caFile ?? '');
  const [isInsecure, setInsecure] = useState(registry?.isInsecure ?? false);
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const kind = CHOICES.find(({ id }) => id === kindId) ?? OTHER;
  // Pasted from a browser: only the host counts.
  const parsed = RegistryName.safeParse(
    address
      .trim()
      .replace(/^https?:\/\//i, '')
      .split('/')[0],
  );
  const fileError = error?.code === 'invalid-input' && error.path.includes('caFile') ? error : undefined;

  async function save(isToSignIn: boolean) {
    if (!parsed.success || isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      await client.registries.save({
        name: parsed.data,
        // One on this computer is taken as it is, unless somebody says otherwise.
        ...((isInsecure || registry) && { isInsecure }),
        ...(caFile.trim() && { caFile: caFile.trim() }),
      });
      onClose();
      onSaved?.(parsed.data, isToSignIn);
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={registry ? t('Trust of {{name}}', { name: registry.name }) : t('Add a registry')}
      size="md"
      withCloseButton={false}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save(false);
        }}
      >
        {!registry && (
          <>
            <Select
              label={t('Kind')}
              data={CHOICES.map(({ id, title }) => ({ value: id, label: title }))}
              value={kindId}
              allowDeselect={false}
              onChange={(id) => {
                setKindId(id ?? OTHER.id);
                setAddress(CHOICES.find((one) => one.id === id)?.host ?? '');
              }}
            />
            <TextInput
              label={t('Address')}
              placeholder={kind.example}
              spellCheck={false}
              autoComplete="off"
              value={address}
              data-autofocus
              error={address.trim() !== '' && !parsed.success ? parsed.error.issues[0]?.message : undefined}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
            {kind.helperHint && <p className={styles.dim}>{kind.helperHint}</p>}
          </>
        )}
        <TextInput
          label={t('CA file')}
          description={t(
            'The authority that signed its certificate, in PEM form, where it is none that this computer knows. A path on the computer that Gantry runs on.',
          )}
          placeholder="/path/to/ca.crt"
          spellCheck={false}
          value={caFile}
          error={fileError && `${fileError.message} ${fileError.hint ?? ''}`}
          onChange={(event) => {
            setCaFile(event.currentTarget.value);
            setError(undefined);
          }}
        />
        <Checkbox
          label={t('Insecure: do not check its certificate, and take plain HTTP')}
          checked={isInsecure}
          onChange={(event) => setInsecure(event.currentTarget.checked)}
        />
        {isInsecure && (
          <p className={styles.warning}>
            {t(
              'Nothing proves then that it is this registry which answers; whoever is on the way may read and change images and passwords. A CA file is better.',
            )}
          </p>
        )}
        {error && !fileError && <ErrorNotice error={error} />}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          {!registry && (
            <Button variant="default" disabled={!parsed.success} onClick={() => void save(true)}>
              {t('Add and sign in…')}
            </Button>
          )}
          <Button type="submit" loading={isBusy} disabled={!parsed.success}>
            {registry ? t('Save') : t('Add')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
