import { IconUpload } from '@tabler/icons-react';
import { deferred, useCommands } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { pushOpener } from './openPush.ts';
import { t } from './texts/index.ts';

const PushDialog = deferred(async () => (await import('./PushDialog.tsx')).PushDialog);

/** The command and the dialog that push, on every page. Put it once in the layout. */
export function PushHost() {
  const context = useSelectedContext();
  const opened = pushOpener.useOpened();
  useCommands(() => [
    {
      id: 'images.push',
      title: t('Push an image…'),
      section: t('Images'),
      keywords: ['upload', 'publish', 'docker push', 'registry'],
      icon: <IconUpload />,
      isEnabled: () => context?.state.type === 'connected',
      run: () => pushOpener.open({}),
    },
  ]);
  if (!opened || !context) return null;
  return (
    <PushDialog
      context={opened.context ?? context.name}
      cliArgs={context.cliArgs}
      reference={opened.reference}
      imageId={opened.imageId}
      onClose={pushOpener.close}
    />
  );
}
