import { logoutCommand } from '../../../../contract/commands/registryCommands.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog, notify } from '../../../ui/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { placeText } from '../AccessSection.tsx';
import { registryTitle } from '../kinds.ts';
import type { OneRegistryDialogProps } from './RegistryDialogs.tsx';

export function SignOutDialog({ context, list, registry: { name, signIn }, onClose }: OneRegistryDialogProps) {
  const cliArgs = useSelectedContext()?.cliArgs;
  return (
    <ConfirmDialog
      title={`Sign out of ${registryTitle(name)}?`}
      message={
        signIn &&
        `The secret${signIn.username ? ` of ${signIn.username}` : ''} is removed from where it is kept (${placeText(signIn.place, list)}), for the docker CLI too. Images stay.`
      }
      command={logoutCommand(name, cliArgs)}
      confirmLabel="Sign out"
      onConfirm={async () => {
        await client.registries.signOut({ context, name });
        onClose();
        notify({ title: `Signed out of ${registryTitle(name)}`, tone: 'success' });
      }}
      onCancel={onClose}
    />
  );
}
