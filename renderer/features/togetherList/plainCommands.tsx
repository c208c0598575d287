import { IconArrowRight, IconCopy, IconTrash } from '@tabler/icons-react';
import { copyText } from '../../ui/index.ts';
import type { ListCommand } from '../../ui/list/listTypes.ts';
import { onContext } from '../together/index.ts';
import { byContext, type TogetherRow } from './rows.ts';
import { t } from './texts/index.ts';

export interface RemoveStep<Item> {
  readonly context: string;
  readonly items: readonly Item[];
}

interface PlainDeps<Item> {
  readonly open: (place: string) => void;
  readonly placeOf: (item: Item) => string;
  readonly nameOf: (item: Item) => string;
  /** Absent where nothing is removed from here: one step for each engine. */
  readonly remove?: (steps: readonly RemoveStep<Item>[]) => void;
  /** Those that can be removed at all. */
  readonly isRemovable?: (item: Item) => boolean;
}

/** What can be done from a list of several engines; the rest is on the page of each thing on its own engine. */
export function plainCommands<Item>(deps: PlainDeps<Item>): readonly ListCommand<TogetherRow<Item>>[] {
  const { open, placeOf, nameOf, remove, isRemovable = () => true } = deps;
  const removable = (rows: readonly TogetherRow<Item>[]) => rows.filter(({ item }) => isRemovable(item));
  const commands: ListCommand<TogetherRow<Item>>[] = [
    {
      id: 'openThere',
      title: t('Open on its context'),
      icon: <IconArrowRight />,
      group: 'look',
      keywords: ['context', 'engine'],
      isSingle: true,
      isFor: ({ length }) => length === 1,
      run: ([row]) => row && open(onContext(row.context, placeOf(row.item))),
    },
    {
      id: 'copy-name',
      title: t('Copy name'),
      icon: <IconCopy />,
      group: 'copy',
      isFor: () => true,
      run: (rows) => void copyText(rows.map(({ item }) => nameOf(item)).join('\n')),
    },
  ];
  if (!remove) return commands;
  return [
    ...commands,
    {
      id: 'remove',
      title: t('Remove…'),
      icon: <IconTrash />,
      group: 'remove',
      shortcut: 'Delete',
      keywords: ['delete', 'rm'],
      isDangerous: true,
      isFor: (rows) => removable(rows).length > 0,
      run: (rows) => remove(byContext(removable(rows))),
    },
  ];
}
