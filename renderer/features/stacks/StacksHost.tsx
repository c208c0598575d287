import { IconFolderSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useSelector } from 'react-redux';
import { deferred, useCommands, usePaletteSource } from '../../ui/index.ts';
import { containersSlice } from '../containers/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { type StackFound, stackEntries } from './actions/paletteEntries.tsx';
import { useStackActions } from './actions/useStackActions.ts';
import { stacksSlice } from './store/stacksSlice.ts';
import { stacksViewSlice } from './store/viewSlice.ts';
import { t } from './texts/index.ts';

const Dialogs = deferred(async () => (await import('./actions/Dialogs.tsx')).Dialogs);

/** The commands and dialogs of stacks, on every page. Put it once in the layout. */
export function StacksHost() {
  const context = useSelectedContext();
  const actions = useStackActions();
  const dialog = useSelector(stacksViewSlice.selectors.selectDialog);
  const stacks = useStacksFound();
  useCommands(() => [
    {
      id: 'stacks.folders',
      title: t('Folders with stacks…'),
      section: t('Stacks'),
      keywords: ['add', 'compose.yaml', 'scan', 'find'],
      icon: <IconFolderSearch />,
      run: () => actions.ask({ type: 'folders' }),
    },
  ]);
  usePaletteSource((query) => (context ? stackEntries(stacks, query, context.name, actions) : []));
  return context && dialog ? <Dialogs context={context.name} /> : null;
}

/** Before the list of stacks was looked at, containers say which there are. */
function useStacksFound(): readonly StackFound[] {
  const stacks = useSelector(stacksSlice.selectors.selectItems);
  const containers = useSelector(containersSlice.selectors.selectItems);
  return useMemo(() => {
    const counts = new Map(stacks.map(({ project }) => [project, 0]));
    for (const { stack } of containers) {
      if (stack) counts.set(stack.project, (counts.get(stack.project) ?? 0) + 1);
    }
    const found = [...counts].map(([project, containerCount]) => ({ project, containerCount }));
    return found.toSorted((a, b) => (a.project < b.project ? -1 : 1));
  }, [stacks, containers]);
}
