import { engineHost } from '../../containers/index.ts';
import {
  containerLists,
  PlainTogether,
  stackLists,
  type TogetherKind,
  usePerContext,
  useTogether,
} from '../../togetherList/index.ts';
import { byName, stackColumns } from '../list/columns.tsx';
import { createRowMaker, isDown, nameOf, type StackRow } from '../list/stackRows.ts';
import { stackSearch } from '../search/stackSearch.ts';
import { STACK_WORDS } from '../text/words.ts';
import { t } from '../texts/index.ts';

/** The stacks of several engines in one list. */
export function StacksTogether() {
  const together = useTogether();
  const stacks = stackLists.useLists(together.names);
  const containers = containerLists.useLists(together.names);
  const lists = usePerContext(stacks, containers, createRowMaker);
  return <PlainTogether kind={KIND} together={together} lists={lists} />;
}

const KIND: TogetherKind<StackRow> = {
  noun: 'stacks',
  words: STACK_WORDS,
  columnsOn: (context) => stackColumns(engineHost(context)),
  search: stackSearch,
  get placeholder() {
    return t('Search, or context:lab service:…');
  },
  compare: (a, b) => Number(isDown(a)) - Number(isDown(b)) || byName(a, b),
  nameOf,
  isDimmed: isDown,
  placeOf: ({ id }) => `/stacks/${encodeURIComponent(id)}`,
};
