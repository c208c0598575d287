import { DEFAULT_LAYOUT, type TableLayout } from '../../ui/table/columns.ts';
import type { ListView } from '../../ui/list/listTypes.ts';
import { useListView } from '../settings/index.ts';
import type { TogetherNoun } from '../together/index.ts';

const FIRST_LAYOUT: TableLayout = { ...DEFAULT_LAYOUT, sort: { columnId: 'name', isDescending: false } };

/** How one of the lists of several engines is laid out: apart from the list of one. */
export const useTogetherView = (noun: TogetherNoun): ListView => useListView(`together.${noun}`, FIRST_LAYOUT);
