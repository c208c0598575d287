import { IconFileImport, IconStack2, IconTrash, IconTrashX } from '@tabler/icons-react';
import { useSelector } from 'react-redux';
import { deferred, useCommands, usePaletteSource } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { useImageActions } from './actions/useImageActions.ts';
import { imagesSlice } from './store/imagesSlice.ts';
import { imagesViewSlice } from './store/viewSlice.ts';
import { t } from './texts/index.ts';

const Dialogs = deferred(async () => (await import('./actions/Dialogs.tsx')).Dialogs);
const MAX_FOUND = 15;

/** The commands and dialogs of images, on every page. Put it once in the layout. */
export function ImagesHost() {
  const context = useSelectedContext();
  const actions = useImageActions();
  const images = useSelector(imagesSlice.selectors.selectItems);
  const dialog = useSelector(imagesViewSlice.selectors.selectDialog);
  const isEnabled = () => context?.state.type === 'connected';
  useCommands(() => [
    {
      id: 'images.remove',
      title: t('Remove an image…'),
      section: t('Images'),
      keywords: ['delete', 'rmi', 'docker image rm'],
      icon: <IconTrash />,
      isEnabled,
      run: () => actions.ask({ type: 'remove', references: [] }),
    },
    {
      id: 'images.prune',
      title: t('Remove unused images…'),
      section: t('Images'),
      keywords: ['prune', 'clean', 'dangling', 'docker image prune'],
      icon: <IconTrashX />,
      isEnabled,
      run: () => actions.ask({ type: 'prune' }),
    },
    {
      id: 'images.load',
      title: t('Load images from a file…'),
      section: t('Images'),
      keywords: ['import', 'archive', 'tar', 'docker image load'],
      icon: <IconFileImport />,
      isEnabled,
      run: () => actions.ask({ type: 'load' }),
    },
  ]);
  usePaletteSource((query) => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    return images
      .flatMap(({ tags }) => tags)
      .filter((tag) => words.some((word) => tag.toLowerCase().includes(word)))
      .slice(0, MAX_FOUND)
      .map((tag) => ({
        id: `image.${tag}.open`,
        title: tag,
        section: t('Open an image'),
        keywords: ['image', 'open'],
        icon: <IconStack2 />,
        run: () => actions.open(tag),
      }));
  });
  if (!dialog || !context) return null;
  return <Dialogs context={context.name} cliArgs={context.cliArgs ?? []} />;
}
