import type { Dispatch } from '@reduxjs/toolkit';
import { IconArrowRight } from '@tabler/icons-react';
import type { ContainerAction } from '../../../../contract/model/action.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import type { ListCommand } from '../../../ui/list/listTypes.ts';
import { onContext } from '../../together/index.ts';
import { byContext, type TogetherRow } from '../../togetherList/index.ts';
import { containerCommands } from '../actions/commands.tsx';
import { withGrace } from '../actions/grace.ts';
import { isPossible } from '../actions/possible.ts';
import type { ContainerActions } from '../actions/useActions.ts';
import { t } from '../texts/index.ts';
import { applyTogether } from './applyTogether.ts';

type Row = TogetherRow<ContainerSummary>;

/** A question about containers of several engines: one engine after the other. */
export interface Asked {
  readonly type: 'remove' | 'kill' | 'stop' | 'update';
  readonly groups: readonly { readonly context: string; readonly items: readonly ContainerSummary[] }[];
}

interface TogetherDeps {
  readonly dispatch: Dispatch;
  readonly stopSeconds: number | undefined;
  readonly ask: (asked: Asked) => void;
  readonly open: (place: string) => void;
}

/** What needs the page of the container it is done to. */
const ON_ITS_PAGE = new Set(['rename', 'connectTo', 'edit', 'duplicate', 'commit', 'export', 'attach']);

/** The commands of one engine’s list, for rows of several: each does its work on the engines of the rows. */
export function togetherCommands(deps: TogetherDeps): readonly ListCommand<Row>[] {
  const { dispatch, stopSeconds, ask, open } = deps;
  const apply = (rows: readonly Row[], action: ContainerAction) => {
    const fitting = rows.filter(({ item }) => isPossible(action.type, item.state));
    void applyTogether(dispatch, byContext(fitting), withGrace(action, stopSeconds));
  };
  const actionsFor = (rows: readonly Row[]): ContainerActions => {
    const chosen = (ids: readonly string[]) => rows.filter(({ item }) => ids.includes(item.id));
    const page = (id: string, tab?: string) => {
      const [row] = chosen([id]);
      if (row) open(onContext(row.context, `/containers/${id}${tab === undefined ? '' : `/${tab}`}`));
    };
    const nothing = () => {}; // those commands are not here
    return {
      apply: (containers, action) => apply(chosen(containers.map(({ id }) => id)), action),
      ask(dialog) {
        if ('ids' in dialog) ask({ type: dialog.type, groups: byContext(chosen(dialog.ids)) });
      },
      open: page,
      ...{ attach: nothing, close: nothing, rename: nothing, openStack: nothing },
      ...{ exportFilesystem: nothing, duplicate: nothing },
    };
  };
  const commands = containerCommands(actionsFor([])).filter(({ id }) => !ON_ITS_PAGE.has(id));
  return [
    ...commands.map((command): ListCommand<Row> => ({
      ...command,
      isFor: (rows) => command.isFor(rows.map(({ item }) => item)),
      run(rows) {
        const same = containerCommands(actionsFor(rows)).find(({ id }) => id === command.id);
        same?.run(rows.map(({ item }) => item));
      },
    })),
    {
      id: 'openThere',
      title: t('Open on its context'),
      icon: <IconArrowRight />,
      group: 'look',
      keywords: ['context', 'engine', 'edit', 'rename', 'files'],
      isSingle: true,
      isFor: ({ length }) => length === 1,
      run: ([row]) => row && open(onContext(row.context, `/containers/${row.item.id}`)),
    },
  ];
}
