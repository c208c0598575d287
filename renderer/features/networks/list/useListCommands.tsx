import { IconSearch } from '@tabler/icons-react';
import { type Command, useCommands } from '../../../ui/index.ts';
import { networkCommands } from '../actions/commands.tsx';
import type { NetworkActions } from '../actions/useNetworkActions.ts';
import { counted } from '../text/words.ts';
import type { NetworkRow } from './networkRows.ts';

/** The palette and the keyboard act on what is chosen, or on the network that is open. */
export function useListCommands(targets: readonly NetworkRow[], actions: NetworkActions): void {
  useCommands(() => [
    ...networkCommands(actions)
      .filter(({ isFor, isSingle }) => targets.length > 0 && isFor(targets) && (!isSingle || targets.length === 1))
      .map((command): Command => ({
        id: `networks.selected.${command.id}`,
        title: command.title,
        detail: targets.length === 1 ? targets[0]?.network.name : counted(targets.length),
        section: 'Selected',
        keywords: command.keywords,
        icon: command.icon,
        shortcut: command.shortcut,
        run: () => command.run(targets),
      })),
    {
      id: 'networks.search',
      title: 'Search networks',
      section: 'Networks',
      icon: <IconSearch />,
      shortcut: '/',
      run: () => document.querySelector<HTMLInputElement>('[data-search-box]')?.focus(),
    },
  ]);
}
