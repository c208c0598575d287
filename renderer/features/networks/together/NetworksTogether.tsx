import { compareText } from '../../../ui/compareText.ts';
import {
  containerLists,
  networkLists,
  PlainTogether,
  type TogetherKind,
  usePerContext,
  useTogether,
} from '../../togetherList/index.ts';
import { RemoveDialog } from '../actions/RemoveDialog.tsx';
import { networkColumns } from '../list/columns.tsx';
import { createRowMaker, isLeftOver, nameOf, type NetworkRow } from '../list/networkRows.ts';
import { networkSearch } from '../search/networkSearch.ts';
import { NETWORK_WORDS } from '../text/words.ts';
import { t } from '../texts/index.ts';

/** The networks of several engines in one list. */
export function NetworksTogether() {
  const together = useTogether();
  const networks = networkLists.useLists(together.names);
  const containers = containerLists.useLists(together.names);
  const lists = usePerContext(networks, containers, createRowMaker);
  return (
    <PlainTogether
      kind={KIND}
      together={together}
      lists={lists}
      isRemovable={isNotOwn}
      removeDialog={({ items, ...props }) => <RemoveDialog {...props} ids={items.map(({ id }) => id)} />}
    />
  );
}

const isNotOwn = ({ isOwn }: NetworkRow): boolean => !isOwn;

const KIND: TogetherKind<NetworkRow> = {
  noun: 'networks',
  words: NETWORK_WORDS,
  columnsOn: () => networkColumns,
  search: networkSearch,
  get placeholder() {
    return t('Search, or context:lab subnet:…');
  },
  compare: (a, b) => Number(a.isOwn) - Number(b.isOwn) || compareText(a.network.name, b.network.name),
  nameOf,
  isDimmed: isLeftOver,
  placeOf: ({ id }) => `/networks/${id}`,
};
