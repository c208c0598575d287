import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { CertificateSettings, MadeCertificates } from '../../../../contract/model/certificates.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice, useReturnFocus } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { CertificateForm } from './CertificateForm.tsx';
import { MadeView } from './MadeView.tsx';
import { t } from '../texts/index.ts';

interface Made {
  readonly made: MadeCertificates;
  readonly settings: Omit<CertificateSettings, 'passphrase'>;
  readonly isHere: boolean;
}

/** From nothing to an engine by TCP with TLS: makes the certificates, then says what goes where. */
export function CertificatesDialog({ onClose }: { readonly onClose: () => void }) {
  useReturnFocus();
  const { value: defaults, error } = useLoad('certificates', (signal) => client.certificates.defaults({}, { signal }));
  const [done, setDone] = useState<Made>();
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        done ? t('Certificates for {{name}}', { name: done.settings.name }) : t('Certificates for an engine by TCP')
      }
      size="xl"
      closeOnClickOutside={false}
    >
      {error && <ErrorNotice error={error} />}
      {done && <MadeView {...done} onClose={onClose} />}
      {!done && defaults && <CertificateForm defaults={defaults} onMade={setDone} onClose={onClose} />}
    </Modal>
  );
}
