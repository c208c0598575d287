import { IconBoxMultiple, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ContainerActionType } from '../../../../contract/model/action.ts';
import type { GroupLook } from '../../../ui/list/listTypes.ts';
import { IconButton } from '../../../ui/index.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import type { ContainerActions } from '../actions/useActions.ts';
import { isRunning, type StackGroup } from './listItems.ts';
import { t } from '../texts/index.ts';

const titleOf = ({ key }: StackGroup): string => (key === '' ? t('No stack') : key);

/** A stack: how many of its containers run, and what can be done to all of them. */
export function stackLook(actions: ContainerActions): GroupLook<ContainerSummary> {
  return {
    noun: t('stack'),
    titleOf,
    noteOf({ rows }) {
      const upCount = rows.filter(isRunning).length;
      return upCount === rows.length
        ? rows.length
        : t('{{upCount}} of {{rows}} running', { upCount, rows: rows.length });
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
      label={t('{{verb}} all of {{group}}', { verb, group: titleOf(group) })}
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
          label={t('Open the stack {{key}}', { key: group.key })}
          icon={<IconBoxMultiple aria-hidden="true" />}
          onClick={() => actions.openStack(group.key)}
        />
      )}
      {upCount < rows.length && button(t('Start'), 'start', <IconPlayerPlay aria-hidden="true" />)}
      {upCount > 0 && button(t('Stop'), 'stop', <IconPlayerStop aria-hidden="true" />)}
      {upCount > 0 && button(t('Restart'), 'restart', <IconRefresh aria-hidden="true" />)}
    </>
  );
}
