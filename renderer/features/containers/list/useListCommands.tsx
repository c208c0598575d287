import { IconColumns3, IconLayoutList, IconSearch } from '@tabler/icons-react';
import { useSelector } from 'react-redux';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { type Command, useCommands } from '../../../ui/index.ts';
import { containerCommands } from '../actions/commands.tsx';
import type { ContainerActions } from '../actions/useActions.ts';
import { counted } from '../actions/words.ts';
import { containersSlice } from '../store/containersSlice.ts';

interface ListCommands {
  readonly chosen: readonly ContainerSummary[];
  readonly openId?: string;
  readonly actions: ContainerActions;
  readonly list: {
    readonly isAll: boolean;
    readonly setAll: (isAll: boolean) => void;
    readonly isGrouped: boolean;
    readonly setGrouped: (isGrouped: boolean) => void;
    readonly setSearch: (text: string) => void;
    readonly focus: () => void;
  };
}

const { selectEntities } = containersSlice.selectors;
type Root = Parameters<typeof selectEntities>[0];

/** The palette and the keyboard act on what is chosen, or on the container that is open. */
export function useListCommands({ chosen, openId, actions, list }: ListCommands): void {
  const open = useSelector((root: Root) => (openId === undefined ? undefined : selectEntities(root)[openId]));
  const targets = chosen.length > 0 ? chosen : open ? [open] : [];

  useCommands(() => [
    ...containerCommands(actions)
      .filter(({ isFor, isSingle }) => targets.length > 0 && isFor(targets) && (!isSingle || targets.length === 1))
      .map((command): Command => ({
        id: `containers.selected.${command.id}`,
        title: command.title,
        detail: targets.length === 1 ? targets[0]?.name : counted(targets.length),
        section: 'Selected',
        keywords: command.keywords,
        icon: command.icon,
        shortcut: command.shortcut,
        run: () => command.run(targets),
      })),
    {
      id: 'containers.search',
      title: 'Search containers',
      section: 'Containers',
      icon: <IconSearch />,
      shortcut: '/',
      run: () => document.querySelector<HTMLInputElement>('[data-search-box]')?.focus(),
    },
    {
      id: 'containers.scope',
      title: list.isAll ? 'Show running containers only' : 'Show all containers',
      section: 'Containers',
      icon: <IconColumns3 />,
      run: () => list.setAll(!list.isAll),
    },
    {
      id: 'containers.group',
      title: list.isGrouped ? 'Show containers as a flat list' : 'Group containers by stack',
      section: 'Containers',
      icon: <IconLayoutList />,
      run: () => list.setGrouped(!list.isGrouped),
    },
  ]);
}
