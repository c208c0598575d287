import { engineHost } from '../../containers/index.ts';
import {
  containerLists,
  PlainTogether,
  stackLists,
  type TogetherKind,
  type TogetherRow,
  usePerContext,
  useTogether,
} from '../../togetherList/index.ts';
import { stackRunCommands } from '../../stackRuns/index.ts';
import { toRun } from '../actions/toRun.ts';
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
  return <PlainTogether kind={KIND} together={together} lists={lists} more={RUNS} barIds={BAR_IDS} />;
}

/** What needs the containers or the terminals of the engine that is open, or asks Compose at length. */
const ON_ITS_PAGE = new Set(['exec', 'cp', 'run', 'watch', 'wait', 'report']);
const RUNS = stackRunCommands<TogetherRow<StackRow>>(({ context, item }) => toRun(context, item.stack), {
  isOneOfSeveral: true,
}).filter(({ id }) => !ON_ITS_PAGE.has(id));
const BAR_IDS = ['start', 'stop'];

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
