import { IconBoxMultiple, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ContainerActionType } from '../../../../contract/model/action.ts';
import type { GroupLook } from '../../../ui/list/listTypes.ts';
import { IconButton } from '../../../ui/index.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import type { ContainerActions } from '../actions/useActions.ts';
import { isRunning, type StackGroup } from './listItems.ts';

const titleOf = ({ key }: StackGroup): string => (key === '' ? 'No stack' : key);

/** A stack: how many of its containers run, and what can be done to all of them. */
export function stackLook(actions: ContainerActions): GroupLook<ContainerSummary> {
  return {
    noun: 'stack',
    titleOf,
    noteOf({ rows }) {
      const upCount = rows.filter(isRunning).length;
      return upCount === rows.length ? rows.length : `${upCount} of ${rows.length} running`;
    },
    actions: (group) => <GroupActions group={group} actions={actions} />,
  };
}

function GroupActions({ group, actions }: { readonly group: StackGroup; readonly actions: ContainerActions }) {
  const { rows } = group;
  const upCount = rows.filter(isRunning).length;
  const button = (verb: string, type: ContainerActionType & ('start' | 'stop' | 'restart'), icon: ReactNode) => (
    <IconButton
      size="small"
      tabIndex={-1}
      label={`${verb} all of ${titleOf(group)}`}
      icon={icon}
      onClick={() => actions.apply(rows, { type })}
    />
  );
  return (
    <>
      {group.key !== '' && (
        <IconButton
          size="small"
          tabIndex={-1}
          label={`Open the stack ${group.key}`}
          icon={<IconBoxMultiple aria-hidden="true" />}
          onClick={() => actions.openStack(group.key)}
        />
      )}
      {upCount < rows.length && button('Start', 'start', <IconPlayerPlay aria-hidden="true" />)}
      {upCount > 0 && button('Stop', 'stop', <IconPlayerStop aria-hidden="true" />)}
      {upCount > 0 && button('Restart', 'restart', <IconRefresh aria-hidden="true" />)}
    </>
  );
}
