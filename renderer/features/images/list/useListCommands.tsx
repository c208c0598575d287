import { IconLayoutList, IconSearch } from '@tabler/icons-react';
import { type Command, useCommands } from '../../../ui/index.ts';
import { imageCommands } from '../actions/commands.tsx';
import type { ImageActions } from '../actions/useImageActions.ts';
import { counted } from '../actions/words.ts';
import type { ImageRow } from './imageRows.ts';

interface ListCommands {
  /** What is chosen, or the image that is open. */
  readonly targets: readonly ImageRow[];
  readonly actions: ImageActions;
  readonly isGrouped: boolean;
  readonly setGrouped: (isGrouped: boolean) => void;
}

/** The palette and the keyboard act on what is chosen. */
export function useListCommands({ targets, actions, isGrouped, setGrouped }: ListCommands): void {
  useCommands(() => [
    ...imageCommands(actions)
      .filter(({ isFor, isSingle }) => targets.length > 0 && isFor(targets) && (!isSingle || targets.length === 1))
      .map((command): Command => ({
        id: `images.selected.${command.id}`,
        title: command.title,
        detail: targets.length === 1 ? targets[0]?.label : counted(targets.length),
        section: 'Selected',
        keywords: command.keywords,
        icon: command.icon,
        shortcut: command.shortcut,
        run: () => command.run(targets),
      })),
    {
      id: 'images.search',
      title: 'Search images',
      section: 'Images',
      icon: <IconSearch />,
      shortcut: '/',
      run: () => document.querySelector<HTMLInputElement>('[data-search-box]')?.focus(),
    },
    {
      id: 'images.group',
      title: isGrouped ? 'Show images as a flat list' : 'Group images by repository',
      section: 'Images',
      icon: <IconLayoutList />,
      run: () => setGrouped(!isGrouped),
    },
  ]);
}
