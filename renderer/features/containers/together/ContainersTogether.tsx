import { useCallback, useMemo, useState } from 'react';
import { useDispatch } from 'react-redux';
import { useLocation } from 'wouter';
import type { Context } from '../../../../contract/model/context.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { useSettings } from '../../settings/index.ts';
import { StepDialogs } from '../../together/index.ts';
import {
  containerLists,
  type TogetherKind,
  TogetherList,
  useTogether,
  useTogetherView,
} from '../../togetherList/index.ts';
import { KillDialog } from '../actions/KillDialog.tsx';
import { RemoveDialog } from '../actions/RemoveDialog.tsx';
import { StopDialog } from '../actions/StopDialog.tsx';
import { UpdateDialog } from '../actions/UpdateDialog.tsx';
import { CONTAINER_WORDS } from '../actions/words.ts';
import { containerColumns } from '../list/columns.tsx';
import { isDown, isRunning } from '../list/listItems.ts';
import { useUsageRanksOf } from '../list/useUsageRanks.ts';
import { containerSearch } from '../search/containerSearch.ts';
import { engineHost } from '../text/ports.ts';
import { t } from '../texts/index.ts';
import { type Asked, togetherCommands } from './togetherCommands.tsx';

const DIALOGS = { remove: RemoveDialog, kill: KillDialog, stop: StopDialog, update: UpdateDialog } as const;
const BAR_IDS = ['start', 'stop', 'restart', 'pause', 'unpause', 'remove'];

/** The containers of several engines in one list. */
export function ContainersTogether() {
  const dispatch = useDispatch();
  const [, navigate] = useLocation();
  const stopSeconds = useSettings()?.stopTimeoutSeconds;
  const together = useTogether();
  const [asked, ask] = useState<Asked>();
  const end = useCallback(() => ask(undefined), []);
  const lists = containerLists.useLists(together.names);
  const sorted = useTogetherView('containers').layout.sort?.columnId;
  const isByUsage = sorted === 'cpu' || sorted === 'memory';
  const ranks = useUsageRanksOf(
    [...lists].map(([context, { items }]) => ({ context, containers: items })),
    isByUsage,
  );
  const kind = useMemo(
    () => ({
      ...KIND,
      sortColumnsOn: ({ name }: Context) => containerColumns({ context: name, ...(ranks && { ranks }) }),
    }),
    [ranks],
  );
  const commands = useMemo(
    () => togetherCommands({ dispatch, stopSeconds, ask, open: navigate }),
    [dispatch, stopSeconds, navigate],
  );
  const Dialog = asked && DIALOGS[asked.type];
  return (
    <>
      <TogetherList kind={kind} together={together} lists={lists} commands={commands} barIds={BAR_IDS} />
      {asked && Dialog && (
        <StepDialogs
          steps={asked.groups}
          contextOf={({ context }) => context}
          dialog={({ context, items }, onClose) => <Dialog context={context} containers={items} onClose={onClose} />}
          onEnd={end}
        />
      )}
    </>
  );
}

const KIND: TogetherKind<ContainerSummary> = {
  noun: 'containers',
  words: CONTAINER_WORDS,
  columnsOn(context) {
    const host = engineHost(context);
    return containerColumns({ context: context.name, ...(host !== undefined && { host }) });
  },
  search: containerSearch,
  get placeholder() {
    return t('Search, or context:lab status:running…');
  },
  compare: (a, b) => b.createdAt - a.createdAt,
  nameOf: ({ name }) => name,
  isDimmed: isDown,
  placeOf: ({ id }) => `/containers/${id}`,
  noteOf(items) {
    const up = items.filter(isRunning).length;
    return up === items.length ? up : t('{{upCount}} of {{rows}} running', { upCount: up, rows: items.length });
  },
};
