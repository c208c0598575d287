import { logoutCommand } from '../../../../contract/commands/registryCommands.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog, notify } from '../../../ui/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { placeText } from '../AccessSection.tsx';
import { registryTitle } from '../kinds.ts';
import type { OneRegistryDialogProps } from './RegistryDialogs.tsx';

const NOT_TOLD =
  'Docker Hub could not be told, so the sign-in in the browser goes on there: end it in your account’s settings.';

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
        const { isRevoked } = await client.registries.signOut({ context, name });
        onClose();
        const title = `Signed out of ${registryTitle(name)}`;
        if (isRevoked === false) notify({ title, message: NOT_TOLD, tone: 'info' });
        else notify({ title, tone: 'success' });
      }}
      onCancel={onClose}
    />
  );
}
