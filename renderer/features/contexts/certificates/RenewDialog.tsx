import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CertificateSet } from '../../../../contract/model/renewal.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice, formatDateTime, KeyValues, useReturnFocus } from '../../../ui/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import { useLoad } from '../../../ui/useLoad.ts';
import { RenewForm } from './RenewForm.tsx';
import { TakeOverView } from './TakeOverView.tsx';
import { t } from '../texts/index.ts';

interface RenewDialogProps {
  /** Of the context whose certificates run out. */
  readonly name: string;
  readonly onClose: () => void;
}

/** New certificates by the same authority: made beside the old, which stay until the engine answers by the new ones. */
export function RenewDialog({ name, onClose }: RenewDialogProps) {
  useReturnFocus();
  const { value: defaults } = useLoad('certificates', (signal) => client.certificates.defaults({}, { signal }));
  const [folder, setFolder] = useState<string>();
  const separator = defaults?.parentFolder.includes('\\') ? '\\' : '/';
  const meant = folder ?? (defaults && `${defaults.parentFolder}${separator}${name}`);
  const { value: found, error } = useLoad(meant, (signal) =>
    client.certificates.inspectSet({ folder: meant ?? '' }, { signal }),
  );
  const [made, setMade] = useState<CertificateSet>();
  const [isAgain, setAgain] = useState(false);
  const set = made?.folder === meant ? made : found;
  const isWaiting = set !== undefined && set.waiting.length > 0 && !isAgain;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('Renew the certificates of {{name}}', { name })}
      size="xl"
      closeOnClickOutside={false}
    >
      <div className={dialog.form}>
        {!isWaiting && (
          <TextInput
            label={t('Folder with the authority')}
            description={t('Where the certificates were made: ca.pem and ca-key.pem are in it.')}
            spellCheck={false}
            value={meant ?? ''}
            onChange={(event) => setFolder(event.currentTarget.value)}
            data-autofocus
          />
        )}
        {error && <ErrorNotice error={error} />}
        {set && (
          <KeyValues
            items={[
              { key: t('The engine’s'), value: until(set.serverValidUntil) },
              { key: t('Yours'), value: until(set.clientValidUntil) },
              { key: t('Authority'), value: until(set.authorityValidUntil) },
            ]}
          />
        )}
        {set && isWaiting && (
          <TakeOverView context={name} set={set} onAgain={() => setAgain(true)} onChange={setMade} onClose={onClose} />
        )}
        {set && !isWaiting && (
          <RenewForm
            key={set.folder}
            set={set}
            onMade={(next) => {
              setMade(next);
              setAgain(false);
            }}
            onClose={onClose}
          />
        )}
        {!set && (
          <div className={dialog.buttons}>
            <Button variant="default" onClick={onClose}>
              {t('Cancel')}
            </Button>
          </div>
        )}
      </div>
    </Modal>
  );
}

function until(at: number | undefined): string {
  if (at === undefined) return t('not in this folder');
  return at < Date.now()
    ? t('expired on {{time}}', { time: formatDateTime(at) })
    : t('valid until {{time}}', { time: formatDateTime(at) });
}
