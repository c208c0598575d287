import { Button } from '@mantine/core';
import type { CertificateSettings, MadeCertificates } from '../../../../contract/model/certificates.ts';
import { formatDateTime, KeyValues } from '../../../ui/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import { ClientPart } from './ClientPart.tsx';
import { EnginePart } from './EnginePart.tsx';
import { t } from '../texts/index.ts';

interface MadeViewProps {
  readonly made: MadeCertificates;
  readonly settings: Omit<CertificateSettings, 'passphrase'>;
  readonly isHere: boolean;
  readonly onClose: () => void;
}

/** They are made: what goes to the engine, what to clients, and what stays. */
export function MadeView({ made, settings, isHere, onClose }: MadeViewProps) {
  const { folder, validUntil, authorityValidUntil, fingerprint } = made;
  // `*.lab` is no machine that one could sign in to.
  const machine = settings.names.find((name) => !name.startsWith('*')) ?? 'HOST';
  return (
    <div className={dialog.form}>
      <KeyValues
        items={[
          { key: t('Folder'), value: folder, copy: folder, isMono: true },
          { key: t('Valid until'), value: formatDateTime(validUntil) },
          { key: t('Authority until'), value: formatDateTime(authorityValidUntil) },
          { key: t('Authority’s fingerprint'), value: fingerprint, copy: fingerprint, isMono: true },
        ]}
      />
      <p className={dialog.warning}>
        {t(
          'ca-key.pem stays with you: whoever has it can let themselves in. It goes neither to the engine nor to clients.',
        )}
      </p>
      <EnginePart folder={folder} machine={isHere ? undefined : machine} />
      <ClientPart folder={folder} name={settings.name} machine={isHere ? 'localhost' : machine} />
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{t('Done')}</Button>
      </div>
    </div>
  );
}
