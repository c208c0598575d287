import { IconServer, IconServerOff } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import { useLocation } from 'wouter';
import type { Context } from '../../../contract/model/context.ts';
import { compareText } from '../../ui/compareText.ts';
import { EmptyState, SectionLinks } from '../../ui/index.ts';
import { List } from '../../ui/list/List.tsx';
import type { Grouping } from '../../ui/list/listItems.ts';
import type { GroupLook, ListCommand, ListWords } from '../../ui/list/listTypes.ts';
import { useList } from '../../ui/list/useList.ts';
import type { Search } from '../../ui/search/query.ts';
import type { Column } from '../../ui/table/columns.ts';
import { togetherColumns } from './columns.tsx';
import { ContextChoice } from './ContextChoice.tsx';
import { EngineNotices } from './EngineNotices.tsx';
import type { LiveList } from './liveLists.ts';
import { NOUNS, onContext, type TogetherNoun, togetherPlace } from '../together/index.ts';
import { createTogetherRows, type TogetherRow } from './rows.ts';
import { togetherSearch } from './search.ts';
import styles from './Together.module.css';
import { useListMemory } from './useListMemory.ts';
import type { Together } from './useTogether.ts';
import { useTogetherView } from './useTogetherView.ts';
import { Sentence, t } from './texts/index.ts';

/** One kind of thing, as its own list has it. The same object each time, or everything is drawn again. */
export interface TogetherKind<Item> {
  readonly noun: TogetherNoun;
  readonly words: ListWords;
  readonly columnsOn: (context: Context) => readonly Column<Item>[];
  /** What rows are sorted by, where it is more than what is drawn. */
  readonly sortColumnsOn?: (context: Context) => readonly Column<Item>[];
  readonly search: Search<Item>;
  readonly placeholder: string;
  readonly compare: (a: Item, b: Item) => number;
  readonly nameOf: (item: Item) => string;
  readonly isDimmed?: (item: Item) => boolean;
  /** Its page on its own engine: `/volumes/data`. */
  readonly placeOf: (item: Item) => string;
  /** What a group says after the context’s name. */
  readonly noteOf?: (items: readonly Item[]) => ReactNode;
}

interface TogetherListProps<Item> {
  readonly kind: TogetherKind<Item>;
  readonly together: Together;
  /** What each engine has, by context. */
  readonly lists: ReadonlyMap<string, LiveList<Item>>;
  readonly commands: readonly ListCommand<TogetherRow<Item>>[];
  readonly barIds?: readonly string[];
}

const SECTIONS = NOUNS.map((noun) => ({
  href: togetherPlace(noun),
  get label() {
    return titleOf(noun);
  },
}));

function titleOf(noun: TogetherNoun): string {
  switch (noun) {
    case 'containers':
      return t('Containers');
    case 'images':
      return t('Images');
    case 'volumes':
      return t('Volumes');
    case 'networks':
      return t('Networks');
    case 'stacks':
      return t('Stacks');
  }
}

/** What several engines have, in one list. Every row says of which engine it is, and all that is done is done there. */
export function TogetherList<Item extends { readonly id: string }>(props: TogetherListProps<Item>) {
  const { kind, together, lists, commands } = props;
  const { shown, choose } = together;
  const { noun, columnsOn, sortColumnsOn = columnsOn } = kind;
  const [, navigate] = useLocation();
  const view = useTogetherView(noun);
  const { text, selection, onText, onSelection } = useListMemory(noun);
  const makeRows = useMemo(() => createTogetherRows<Item>(), []);
  const rows = useMemo(
    () => makeRows(shown.flatMap((context) => [{ context, items: lists.get(context.name)?.items ?? [] }])),
    [makeRows, shown, lists],
  );
  const columns = useMemo(() => togetherColumns(shown, columnsOn), [shown, columnsOn]);
  const sortColumns = useMemo(() => togetherColumns(shown, sortColumnsOn), [shown, sortColumnsOn]);
  const search = useMemo(() => togetherSearch(kind.search), [kind.search]);
  const compare = useCallback(
    (a: TogetherRow<Item>, b: TogetherRow<Item>) => kind.compare(a.item, b.item) || compareText(a.context, b.context),
    [kind],
  );
  const grouping = useMemo(() => byContext<Item>(), []);
  const content = useList<TogetherRow<Item>>({
    ...{ rows, columns, sortColumns, compare, view, search: { search, text } },
    tieBreak: byContextName,
    grouping,
  });
  const groups = useMemo((): GroupLook<TogetherRow<Item>> => {
    const { noteOf = (items) => items.length } = kind;
    return {
      noun: 'context',
      titleOf: ({ key }) => key,
      noteOf: (group) => noteOf(group.rows.map(({ item }) => item)),
    };
  }, [kind]);

  const nameOf = useCallback(({ item }: TogetherRow<Item>) => kind.nameOf(item), [kind]);
  const isDimmed = useCallback(({ item }: TogetherRow<Item>) => kind.isDimmed?.(item) ?? false, [kind]);
  const onOpen = (id: string) => {
    const row = rows.find((one) => one.id === id);
    if (row) navigate(onContext(row.context, kind.placeOf(row.item)));
  };
  const isLoaded = shown.some(({ name }) => lists.get(name)?.isLoaded);
  const isAway = shown.every(({ name, state }) => lists.get(name)?.error ?? state.type === 'unreachable');

  return (
    <div className={styles.pane}>
      <EngineNotices
        engines={shown.map((context) => ({ context, list: lists.get(context.name) }))}
        onLeaveOut={
          shown.length > 1
            ? (name) => choose(shown.map((context) => context.name).filter((other) => other !== name))
            : undefined
        }
      />
      <List
        words={kind.words}
        content={content}
        view={view}
        availability={{ isShown: isLoaded, unavailable: isAway ? <NobodyAnswers /> : undefined }}
        search={{ search, text, onText, placeholder: kind.placeholder, help: <SearchHelp /> }}
        selection={selection}
        onSelection={onSelection}
        commands={commands}
        {...(props.barIds && { barIds: props.barIds })}
        nameOf={nameOf}
        isDimmed={isDimmed}
        groups={groups}
        onOpen={onOpen}
        sections={<SectionLinks label={t('On several contexts')} links={SECTIONS} current={togetherPlace(noun)} />}
        actions={<ContextChoice {...together} />}
        beginning={{
          icon: <IconServer />,
          title: t('No {{many}} on these contexts', { many: kind.words.many }),
          text: t('Choose other contexts, or make some on the page of one of them.'),
        }}
      />
    </div>
  );
}

const NobodyAnswers = () => (
  <EmptyState icon={<IconServerOff />} title={t('None of these contexts answers')}>
    {t('Why is told above. They appear here as soon as they answer.')}
  </EmptyState>
);

const byContextName = (a: TogetherRow<unknown>, b: TogetherRow<unknown>): number => compareText(a.context, b.context);

const byContext = <Item,>(): Grouping<TogetherRow<Item>> => ({
  keyOf: ({ context }) => context,
  compare: compareText,
  hasHeading: (_, groups) => groups.size > 1,
});

const SearchHelp = () => (
  <Sentence text="Search as in the list of one engine, and by {{key}}." parts={{ key: <code>context:</code> }} />
);
