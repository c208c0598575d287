import type { ReactNode } from 'react';
import type { Context } from '../../../contract/model/context.ts';
import { compareText } from '../../ui/compareText.ts';
import { PlacePrefixProvider } from '../../ui/PlaceLink.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { ContextCell } from './ContextCell.tsx';
import { onContext } from '../together/index.ts';
import type { TogetherRow } from './rows.ts';
import { t } from './texts/index.ts';

/** The columns of one engine's list, each row drawn by those of its own engine; and the engine, after the name. */
export function togetherColumns<Item>(
  contexts: readonly Context[],
  columnsOn: (context: Context) => readonly Column<Item>[],
): readonly Column<TogetherRow<Item>>[] {
  const byContext = new Map(
    contexts.map((context) => [context.name, new Map(columnsOn(context).map((column) => [column.id, column]))]),
  );
  const [first] = byContext.values();
  const columns = [...(first?.values() ?? [])].map((column): Column<TogetherRow<Item>> => {
    const { compare } = column;
    return {
      ...column,
      compare: compare && ((a, b) => compare(a.item, b.item)),
      cell: ({ context, item }): ReactNode => (
        <PlacePrefixProvider value={onContext(context, '')}>
          {byContext.get(context)?.get(column.id)?.cell(item)}
        </PlacePrefixProvider>
      ),
    };
  });
  const place = columns.findIndex(({ isHeader }) => isHeader) + 1;
  return [...columns.slice(0, place), contextColumn<Item>(), ...columns.slice(place)];
}

const contextColumn = <Item,>(): Column<TogetherRow<Item>> => ({
  id: 'context',
  title: t('Context'),
  width: 116,
  minWidth: 70,
  compare: (a, b) => compareText(a.context, b.context),
  cell: ({ context }) => <ContextCell name={context} />,
});
