import { IconFolderSearch, IconBoxMultiple } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useSelector } from 'react-redux';
import { deferred, useCommands, usePaletteSource } from '../../ui/index.ts';
import { containersSlice } from '../containers/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { useStackActions } from './actions/useStackActions.ts';
import { stacksSlice } from './store/stacksSlice.ts';
import { stacksViewSlice } from './store/viewSlice.ts';

const Dialogs = deferred(async () => (await import('./actions/Dialogs.tsx')).Dialogs);
const MAX_FOUND = 15;

/** The commands and dialogs of stacks, on every page. Put it once in the layout. */
export function StacksHost() {
  const context = useSelectedContext();
  const actions = useStackActions();
  const dialog = useSelector(stacksViewSlice.selectors.selectDialog);
  const projects = useProjects();
  useCommands(() => [
    {
      id: 'stacks.folders',
      title: 'Folders with stacks…',
      section: 'Stacks',
      keywords: ['add', 'compose.yaml', 'scan', 'find'],
      icon: <IconFolderSearch />,
      run: () => actions.ask({ type: 'folders' }),
    },
  ]);
  usePaletteSource((query) => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    return projects
      .filter((project) => words.some((word) => project.includes(word)))
      .slice(0, MAX_FOUND)
      .map((project) => ({
        id: `stack.${project}.open`,
        title: project,
        section: 'Open a stack',
        keywords: ['stack', 'compose', 'project', 'open'],
        icon: <IconBoxMultiple />,
        run: () => actions.open(project),
      }));
  });
  return context && dialog ? <Dialogs context={context.name} /> : null;
}

/** Before the list of stacks was looked at, containers say which there are. */
function useProjects(): readonly string[] {
  const stacks = useSelector(stacksSlice.selectors.selectItems);
  const containers = useSelector(containersSlice.selectors.selectItems);
  return useMemo(() => {
    const ofContainers = containers.flatMap(({ stack }) => stack?.project ?? []);
    return [...new Set([...stacks.map(({ project }) => project), ...ofContainers])].toSorted();
  }, [stacks, containers]);
}
