import { useDispatch } from 'react-redux';
import { loadCommand } from '../../../contract/commands/imageCommands.ts';
import { sendFiles } from '../../rpc/uploads/sendFiles.ts';
import { client } from '../../rpc/index.ts';
import { ConfirmDialog, formatSize } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { jobsSlice } from '../jobs/index.ts';
import { t } from './texts/index.ts';

interface ImageDialogProps {
  readonly name: string;
  readonly sizeBytes: number;
  /** The token of a file that main has, or a file that the page has. */
  readonly from: string | File;
  readonly onClose: () => void;
}

export function ImageDialog({ name, sizeBytes, from, onClose }: ImageDialogProps) {
  const dispatch = useDispatch();
  const context = useSelectedContext();
  return (
    <ConfirmDialog
      title={t('Load the images of {{name}}?', { name })}
      message={t('{{size}}, into the engine {{context}}. Images of the same name lose it to these.', {
        size: formatSize(sizeBytes),
        context: context?.name ?? '',
      })}
      command={loadCommand(name, context?.cliArgs)}
      confirmLabel={t('Load')}
      isLoading={context?.state.type !== 'connected'}
      onCancel={onClose}
      onConfirm={async () => {
        const engine = { context: context?.name ?? '' };
        if (typeof from === 'string') await client.shell.loadImage({ ...engine, token: from });
        else void sendFiles([from], await client.images.load({ ...engine, fileName: name, sizeBytes }));
        onClose();
        dispatch(jobsSlice.actions.drawerOpened());
      }}
    />
  );
}
