import { removeContextCommand } from '../../../../contract/commands/contextCommands.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog, notify } from '../../../ui/index.ts';
import { useContexts } from '../useContexts.ts';
import { t } from '../texts/index.ts';

interface RemoveContextDialogProps {
  readonly name: string;
  readonly onClose: () => void;
}

export function RemoveContextDialog({ name, onClose }: RemoveContextDialogProps) {
  const endpoint = useContexts().find((one) => one.name === name)?.endpoint;
  return (
    <ConfirmDialog
      title={t('Remove the context “{{name}}”?', { name })}
      message={t('The docker CLI and other programs do not know it any more either. Nothing changes on that engine.')}
      items={[
        {
          id: name,
          name,
          detail: t('{{address}}, and the certificates that are kept with it', {
            address: endpoint ?? t('its address'),
          }),
        },
      ]}
      command={removeContextCommand(name)}
      confirmLabel={t('Remove')}
      isDangerous
      onConfirm={async () => {
        await client.contexts.remove({ name });
        notify({ title: t('Removed the context {{name}}', { name }), tone: 'success' });
        onClose();
      }}
      onCancel={onClose}
    />
  );
}
