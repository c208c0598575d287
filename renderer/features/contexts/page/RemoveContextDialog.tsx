import { removeContextCommand } from '../../../../contract/commands/contextCommands.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog, notify } from '../../../ui/index.ts';
import { useContexts } from '../useContexts.ts';

interface RemoveContextDialogProps {
  readonly name: string;
  readonly onClose: () => void;
}

export function RemoveContextDialog({ name, onClose }: RemoveContextDialogProps) {
  const endpoint = useContexts().find((one) => one.name === name)?.endpoint;
  return (
    <ConfirmDialog
      title={`Remove the context “${name}”?`}
      message="The docker CLI and other programs do not know it any more either. Nothing changes on that engine."
      items={[{ id: name, name, detail: `${endpoint ?? 'its address'}, and the certificates that are kept with it` }]}
      command={removeContextCommand(name)}
      confirmLabel="Remove"
      isDangerous
      onConfirm={async () => {
        await client.contexts.remove({ name });
        notify({ title: `Removed the context ${name}`, tone: 'success' });
        onClose();
      }}
      onCancel={onClose}
    />
  );
}
