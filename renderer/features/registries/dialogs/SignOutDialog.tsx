import { logoutCommand } from '../../../../contract/commands/registryCommands.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog, notify } from '../../../ui/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { placeText } from '../AccessSection.tsx';
import { registryTitle } from '../kinds.ts';
import type { OneRegistryDialogProps } from './RegistryDialogs.tsx';
import { t } from '../texts/index.ts';

const notTold = () =>
  t('Docker Hub could not be told, so the sign-in in the browser goes on there: end it in your account’s settings.');

export function SignOutDialog({ context, list, registry: { name, signIn }, onClose }: OneRegistryDialogProps) {
  const cliArgs = useSelectedContext()?.cliArgs;
  return (
    <ConfirmDialog
      title={t('Sign out of {{name}}?', { name: registryTitle(name) })}
      message={
        signIn &&
        (signIn.username
          ? t(
              'The secret of {{username}} is removed from where it is kept ({{place}}), for the docker CLI too. Images stay.',
              { username: signIn.username, place: placeText(signIn.place, list) },
            )
          : t('The secret is removed from where it is kept ({{place}}), for the docker CLI too. Images stay.', {
              place: placeText(signIn.place, list),
            }))
      }
      command={logoutCommand(name, cliArgs)}
      confirmLabel={t('Sign out')}
      onConfirm={async () => {
        const { isRevoked } = await client.registries.signOut({ context, name });
        onClose();
        const title = t('Signed out of {{name}}', { name: registryTitle(name) });
        if (isRevoked === false) notify({ title, message: notTold(), tone: 'info' });
        else notify({ title, tone: 'success' });
      }}
      onCancel={onClose}
    />
  );
}
