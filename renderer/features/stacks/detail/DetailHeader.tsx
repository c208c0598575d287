import { IconDots, IconPencil, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import shared from '../../../ui/detail/Detail.module.css';
import { IconButton, StatusDot } from '../../../ui/index.ts';
import { RowMenu } from '../../../ui/list/rowMenu.ts';
import type { Point } from '../../../ui/table/Table.tsx';
import { stackCommands } from '../actions/commands.tsx';
import { toRun } from '../actions/toRun.ts';
import type { StackActions } from '../actions/useStackActions.ts';
import { StackActions as RunButtons } from '../../stackRuns/index.ts';
import { nameOf, type StackRow } from '../list/stackRows.ts';
import { countText, STACK_WORDS, statusText, statusTone } from '../text/words.ts';
import { t } from '../texts/index.ts';

interface DetailHeaderProps {
  readonly context: string;
  readonly row: StackRow;
  readonly actions: StackActions;
}

export function DetailHeader({ context, row, actions }: DetailHeaderProps) {
  const [menuAt, setMenuAt] = useState<Point>();
  const { stack } = row;
  const commands = useMemo(() => stackCommands(actions, context), [actions, context]);
  const count = countText(stack);
  return (
    <header className={shared.header}>
      <div className={shared.heading}>
        <h2 className={shared.name} title={stack.project}>
          {stack.project}
        </h2>
        <div className={shared.sub}>
          <span>
            <StatusDot tone={statusTone(stack.status)} /> {statusText(stack.status)}
          </span>
          {count !== '' && (
            <span>{stack.containerCount === 1 ? t('1 container') : t('{{number}} containers', { number: count })}</span>
          )}
          {stack.files && (
            <span className={shared.image} title={stack.files.workingDir}>
              {stack.files.workingDir}
            </span>
          )}
        </div>
      </div>
      <div className={shared.headerActions}>
        <RunButtons stack={toRun(context, stack)} hasMenu={false} />
        {stack.definition.type === 'here' && (
          <IconButton
            label={t('Edit {{project}}', { project: stack.project })}
            icon={<IconPencil aria-hidden="true" />}
            onClick={() => actions.edit(stack.project)}
          />
        )}
        <IconButton
          label={t('More actions for {{project}}', { project: stack.project })}
          aria-haspopup="menu"
          icon={<IconDots aria-hidden="true" />}
          onClick={(event) => {
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            setMenuAt({ x: left, y: bottom });
          }}
        />
        <span className={shared.divider} />
        <IconButton label={t('Close')} icon={<IconX aria-hidden="true" />} onClick={actions.close} />
      </div>
      {menuAt && (
        <RowMenu
          at={menuAt}
          words={STACK_WORDS}
          rows={[row]}
          commands={commands}
          nameOf={nameOf}
          onClose={() => setMenuAt(undefined)}
        />
      )}
    </header>
  );
}
