import { IconLayoutList, IconSearch } from '@tabler/icons-react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/useCommands.ts';
import { fitting } from './fitting.ts';
import { countedRows, type ListCommand, type ListView, type ListWords } from './listTypes.ts';
import { t } from '../texts/index.ts';

interface ListCommands<Row> {
  readonly words: ListWords;
  /** What is chosen, or the row that is open. */
  readonly targets: readonly Row[];
  readonly commands: readonly ListCommand<Row>[];
  readonly nameOf: (row: Row) => string;
  readonly view: Pick<ListView, 'isGrouped' | 'setGrouped'>;
  readonly groupNoun?: string | undefined;
}

/** The palette and the keyboard act on what is chosen. */
export function useListCommands<Row>({ words, targets, commands, nameOf, view, groupNoun }: ListCommands<Row>): void {
  const { title: section, many } = words;
  useCommands(() => {
    const [only] = targets;
    const detail = targets.length === 1 && only !== undefined ? nameOf(only) : countedRows(words, targets.length);
    const selected = fitting(commands, targets).map((command): Command => ({
      id: `${many}.selected.${command.id}`,
      title: command.title,
      detail,
      section: t('Selected'),
      keywords: command.keywords,
      icon: command.icon,
      shortcut: command.shortcut,
      run: () => command.run(targets),
    }));
    const search: Command = {
      id: `${many}.search`,
      title: t('Search {{many}}', { many }),
      section,
      icon: <IconSearch />,
      shortcut: '/',
      run: () => document.querySelector<HTMLInputElement>('[data-search-box]')?.focus(),
    };
    const group: Command = {
      id: `${many}.group`,
      title: view.isGrouped
        ? t('Show {{many}} as a flat list', { many })
        : t('Group {{many}} by {{groupNoun}}', { many, groupNoun: groupNoun ?? '' }),
      section,
      icon: <IconLayoutList />,
      run: () => view.setGrouped(!view.isGrouped),
    };
    return groupNoun === undefined ? [...selected, search] : [...selected, search, group];
  });
}
