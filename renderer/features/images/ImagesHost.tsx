import { IconTrash } from '@tabler/icons-react';
import { createFlag, deferred, useCommands } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';

const RemoveImageDialog = deferred(async () => (await import('./RemoveImageDialog.tsx')).RemoveImageDialog);
const removeFlag = createFlag();

/** The commands and dialogs of images, on every page. Put it once in the layout. */
export function ImagesHost() {
  const context = useSelectedContext();
  const isOpen = removeFlag.useOwner();
  useCommands(() => [
    {
      id: 'images.remove',
      title: 'Remove an image…',
      section: 'Images',
      keywords: ['delete', 'rmi', 'docker image rm'],
      icon: <IconTrash />,
      isEnabled: () => context?.state.type === 'connected',
      run: () => removeFlag.set(true),
    },
  ]);
  if (!isOpen || !context) return null;
  return <RemoveImageDialog context={context.name} cliArgs={context.cliArgs} onClose={() => removeFlag.set(false)} />;
}
