import { IconBox, IconColumns3, IconPlus } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { useCommands } from '../../../ui/index.ts';
import { List } from '../../../ui/list/List.tsx';
import { TogetherLink } from '../../together/index.ts';
import { DEFAULT_LAYOUT, type TableLayout } from '../../../ui/table/columns.ts';
import { useListAvailability } from '../../engine/index.ts';
import { useLayoutValue, useListView } from '../../settings/index.ts';
import { containerCommands } from '../actions/commands.tsx';
import { useActions } from '../actions/useActions.ts';
import { CONTAINER_WORDS } from '../actions/words.ts';
import { containerSearch } from '../search/containerSearch.ts';
import { containersSlice } from '../store/containersSlice.ts';
import { containersViewSlice } from '../store/viewSlice.ts';
import { isDown, isRunning } from './listItems.ts';
import { RowActions } from './RowActions.tsx';
import { stackLook } from './stackLook.tsx';
import { StoppedNote } from './StoppedNote.tsx';
import { useContainerList } from './useContainerList.ts';
import { Sentence, t } from '../texts/index.ts';

const { selectIsLoaded, selectListError } = containersSlice.selectors;
const { selectSearch, selectSelection } = containersViewSlice.selectors;
const { searched, selected } = containersViewSlice.actions;

interface ContainerListProps {
  /** The container whose detail is open. */
  readonly openId?: string;
  /** The detail lies over it. */
  readonly isCovered?: boolean;
}

const FIRST_LAYOUT: TableLayout = { ...DEFAULT_LAYOUT, sort: { columnId: 'name', isDescending: false } };
const BAR_IDS = ['start', 'stop', 'restart', 'pause', 'unpause', 'remove'];
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const nameOf = ({ name }: ContainerSummary) => name;

export function ContainerList({ openId, isCovered = false }: ContainerListProps) {
  const dispatch = useDispatch();
  const actions = useActions();
  const view = useListView('containers', FIRST_LAYOUT);
  const [isAll, setAll] = useLayoutValue('containers.isAll', isBoolean, true);
  const { content, context } = useContainerList(view, isAll);
  const { rows } = content;
  const availability = useListAvailability({
    isLoaded: useSelector(selectIsLoaded),
    error: useSelector(selectListError),
    context,
    isEmpty: rows.length === 0,
  });
  const text = useSelector(selectSearch);
  const onText = useCallback((next: string) => void dispatch(searched(next)), [dispatch]);
  const commands = useMemo(() => containerCommands(actions), [actions]);
  const groups = useMemo(() => stackLook(actions), [actions]);
  const rowActions = useCallback(
    (container: ContainerSummary) => <RowActions container={container} actions={actions} />,
    [actions],
  );
  const run = () => actions.ask({ type: 'run' });

  useCommands(() => [
    {
      id: 'containers.scope',
      title: isAll ? t('Show running containers only') : t('Show all containers'),
      section: t('Containers'),
      icon: <IconColumns3 />,
      run: () => setAll(!isAll),
    },
  ]);

  return (
    <List
      words={CONTAINER_WORDS}
      content={content}
      view={view}
      availability={availability}
      search={{
        search: containerSearch,
        text,
        onText,
        placeholder: t('Search, or status:running image:…'),
        help: <SearchHelp />,
      }}
      selection={useSelector(selectSelection)}
      onSelection={(next) => void dispatch(selected(next))}
      commands={commands}
      barIds={BAR_IDS}
      nameOf={nameOf}
      isDimmed={isDown}
      rowActions={rowActions}
      groups={groups}
      scope={{
        label: t('Which containers'),
        options: [
          { id: 'all', label: t('All'), count: rows.length },
          { id: 'running', label: t('Running'), count: rows.filter(isRunning).length },
        ],
        chosen: isAll ? 'all' : 'running',
        onChoose: (id) => setAll(id === 'all'),
        emptyTitle: t('Nothing is running'),
        emptyText: t('There are containers, but none of them runs now.'),
      }}
      openId={openId}
      onOpen={actions.open}
      tools={<TogetherLink noun="containers" />}
      primary={{
        label: t('Run'),
        title: t('Run a container'),
        icon: <IconPlus size={15} stroke={2} aria-hidden="true" />,
        keys: 'C',
        run,
      }}
      beginning={{
        icon: <IconBox />,
        title: t('No containers yet'),
        text: <Beginning />,
        action: { label: t('Run your first container'), run },
      }}
      footer={<StoppedNote containers={rows} onPrune={() => actions.ask({ type: 'prune' })} />}
      isCovered={isCovered}
    />
  );
}

function SearchHelp() {
  return (
    <Sentence
      text="Search by words, or by {{status}}, {{image}}, {{label}}, {{port}}, {{network}} and {{stack}}; a minus in front leaves out."
      parts={{
        status: <code>status:</code>,
        image: <code>image:</code>,
        label: <code>label:key=value</code>,
        port: <code>port:</code>,
        network: <code>network:</code>,
        stack: <code>stack:</code>,
      }}
    />
  );
}

function Beginning() {
  return (
    <Sentence
      text="A container runs a program from an image, apart from the rest of the machine. Run one here, or with {{dockerRun}} in a shell: it appears at once."
      parts={{ dockerRun: <code>docker run</code> }}
    />
  );
}
