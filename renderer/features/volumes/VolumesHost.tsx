import { IconDatabase, IconHistory, IconPlus, IconTrash, IconTrashX } from '@tabler/icons-react';
import { useSelector } from 'react-redux';
import { deferred, useCommands, usePaletteSource } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { useVolumeActions } from './actions/useVolumeActions.ts';
import { volumesViewSlice } from './store/viewSlice.ts';
import { volumesSlice } from './store/volumesSlice.ts';
import { t } from './texts/index.ts';

const Dialogs = deferred(async () => (await import('./actions/Dialogs.tsx')).Dialogs);
const MAX_FOUND = 15;

/** The commands and dialogs of volumes, on every page. Put it once in the layout. */
export function VolumesHost() {
  const context = useSelectedContext();
  const actions = useVolumeActions();
  const volumes = useSelector(volumesSlice.selectors.selectItems);
  const dialog = useSelector(volumesViewSlice.selectors.selectDialog);
  const isEnabled = () => context?.state.type === 'connected';
  useCommands(() => [
    {
      id: 'volumes.create',
      title: t('Create a volume…'),
      section: t('Volumes'),
      keywords: ['new', 'nfs', 'tmpfs', 'docker volume create'],
      icon: <IconPlus />,
      isEnabled,
      run: () => actions.ask({ type: 'create' }),
    },
    {
      id: 'volumes.restore',
      title: t('Restore a volume from a file…'),
      section: t('Volumes'),
      keywords: ['import', 'backup', 'tar'],
      icon: <IconHistory />,
      isEnabled,
      run: () => actions.ask({ type: 'restore' }),
    },
    {
      id: 'volumes.remove',
      title: t('Remove a volume…'),
      section: t('Volumes'),
      keywords: ['delete', 'docker volume rm'],
      icon: <IconTrash />,
      isEnabled,
      run: () => actions.ask({ type: 'remove', names: [] }),
    },
    {
      id: 'volumes.prune',
      title: t('Remove unused volumes…'),
      section: t('Volumes'),
      keywords: ['prune', 'clean', 'anonymous', 'docker volume prune'],
      icon: <IconTrashX />,
      isEnabled,
      run: () => actions.ask({ type: 'prune' }),
    },
  ]);
  usePaletteSource((query) => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    return volumes
      .filter(({ name, isAnonymous }) => !isAnonymous && words.some((word) => name.toLowerCase().includes(word)))
      .slice(0, MAX_FOUND)
      .map(({ name }) => ({
        id: `volume.${name}.open`,
        title: name,
        section: t('Open a volume'),
        keywords: ['volume', 'open'],
        icon: <IconDatabase />,
        run: () => actions.open(name),
      }));
  });
  if (!dialog || !context) return null;
  return <Dialogs context={context.name} cliArgs={context.cliArgs ?? []} />;
}
