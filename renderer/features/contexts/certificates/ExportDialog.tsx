import { Button, Modal, Radio } from '@mantine/core';
import { useState } from 'react';
import { bundleCommand } from '../../../../contract/commands/certificateCommands.ts';
import type { BundleFormat } from '../../../../contract/model/certificates.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, useReturnFocus } from '../../../ui/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import { useLoad } from '../../../ui/useLoad.ts';
import { saveBundle } from './saveBundle.ts';
import { t } from '../texts/index.ts';

interface ExportDialogProps {
  readonly name: string;
  readonly onClose: () => void;
}

/** A context as a file: for another computer’s docker CLI, or its certificates alone. */
export function ExportDialog({ name, onClose }: ExportDialogProps) {
  useReturnFocus();
  const { value: detail } = useLoad(name, (signal) => client.contexts.inspect({ name }, { signal }));
  const [format, setFormat] = useState<BundleFormat>('context');
  const hasFiles = (detail?.tlsFiles.length ?? 0) > 0;
  return (
    <Modal opened onClose={onClose} title={t('Export {{name}}', { name })} size="md">
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault();
          void saveBundle({ type: 'context', name }, format);
          onClose();
        }}
      >
        <Radio.Group label={t('What')} value={format} onChange={(value) => setFormat(value as BundleFormat)}>
          <div className={dialog.choices}>
            <Radio value="context" label={t('The context, with its address')} data-autofocus />
            <Radio value="files" label={t('Its certificates alone (ca.pem, cert.pem, key.pem)')} disabled={!hasFiles} />
          </div>
        </Radio.Group>
        {detail?.tlsFiles.includes('key') && (
          <p className={dialog.warning}>
            {t(
              'Your key is in it: whoever has the file is root on the engine’s machine. Hand it over by a way that nobody else reads.',
            )}
          </p>
        )}
        {detail && (
          <CommandLine command={bundleCommand(name, detail.tlsDir, format)} label={t('The same on the command line')} />
        )}
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" disabled={!detail}>
            {t('Export')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
