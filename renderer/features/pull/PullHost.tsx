import { IconDownload } from '@tabler/icons-react';
import { deferred, useCommands } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { pullOpener } from './openPull.ts';
import { t } from './texts/index.ts';

const PullDialog = deferred(async () => (await import('./PullDialog.tsx')).PullDialog);

/** The command and the dialog that pull, on every page. Put it once in the layout. */
export function PullHost() {
  const context = useSelectedContext();
  const opened = pullOpener.useOpened();
  useCommands(() => [
    {
      id: 'images.pull',
      title: t('Pull an image…'),
      section: t('Images'),
      keywords: ['download', 'docker pull', 'registry', 'tag'],
      icon: <IconDownload />,
      isEnabled: () => context?.state.type === 'connected',
      run: () => pullOpener.open({}),
    },
  ]);
  if (!opened || !context) return null;
  return (
    <PullDialog
      context={context.name}
      cliArgs={context.cliArgs}
      reference={opened.reference ?? ''}
      onClose={pullOpener.close}
    />
  );
}
