import { IconDots, IconPlayerPlay, IconPlayerStop, IconRefresh, IconStack2, IconTrash } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { stackCommand } from '../../../../contract/commands/composeCommands.ts';
import type { StackActionInput } from '../../../../contract/model/stackRun.ts';
import { IconButton } from '../../../ui/index.ts';
import { RowMenu } from '../../../ui/list/rowMenu.ts';
import type { Point } from '../../../ui/table/Table.tsx';
import { useSelectedContext } from '../../contexts/index.ts';
import { t } from '../texts/index.ts';
import { openStackRun, type StackRunKind } from '../opening.ts';
import { type StackRunRow, stackRunCommands } from './commands.tsx';
import { startAtOnce } from './startAtOnce.ts';

interface StackActionsProps {
  readonly stack: StackRunRow;
  /** Where another menu has all of them, this one is left out. */
  readonly hasMenu?: boolean;
}

const WORDS = {
  get title() {
    return t('Stacks');
  },
  get one() {
    return t('stack');
  },
  get many() {
    return t('stacks');
  },
};

/** The buttons of a stack, or of one of its services: the usual ones, and a menu with all of them. */
export function StackActions({ stack, hasMenu = true }: StackActionsProps) {
  const [menuAt, setMenuAt] = useState<Point>();
  const commands = useMemo(() => stackRunCommands<StackRunRow & { readonly id: string }>((row) => row), []);
  const cliArgs = useSelectedContext()?.cliArgs ?? [];
  const { service, project, context, files, runningCount, containerCount } = stack;
  const services = service === undefined ? [] : [service];
  const target = { context, project, ...(files && { files }) };
  const name = service ?? project;
  const ask = (kind: StackRunKind) => openStackRun({ kind, stack: target, services });
  const atOnce = (type: 'start' | 'stop') => startAtOnce(target, { type, services });
  const command = (action: StackActionInput) => stackCommand(target, action, cliArgs);
  return (
    <>
      {files && (
        <IconButton
          label={t('Up {{name}}…', { name })}
          data-tip={command({ type: 'up', services })}
          icon={<IconStack2 aria-hidden="true" />}
          onClick={() => ask('up')}
        />
      )}
      {runningCount > 0 ? (
        <IconButton
          label={t('Stop {{name}}', { name })}
          data-tip={command({ type: 'stop', services })}
          icon={<IconPlayerStop aria-hidden="true" />}
          onClick={() => atOnce('stop')}
        />
      ) : (
        containerCount > 0 && (
          <IconButton
            label={t('Start {{name}}', { name })}
            data-tip={command({ type: 'start', services })}
            icon={<IconPlayerPlay aria-hidden="true" />}
            onClick={() => atOnce('start')}
          />
        )
      )}
      {containerCount > 0 && (
        <IconButton
          label={t('Restart {{name}}…', { name })}
          data-tip={command({ type: 'restart', services })}
          icon={<IconRefresh aria-hidden="true" />}
          onClick={() => ask('restart')}
        />
      )}
      {service === undefined && (
        <IconButton
          label={t('Down {{name}}…', { name })}
          data-tip={command({ type: 'down', services })}
          icon={<IconTrash aria-hidden="true" />}
          onClick={() => ask('down')}
        />
      )}
      {hasMenu && (
        <IconButton
          label={t('All that Compose does with {{name}}', { name })}
          aria-haspopup="menu"
          icon={<IconDots aria-hidden="true" />}
          onClick={(event) => {
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            setMenuAt({ x: left, y: bottom });
          }}
        />
      )}
      {menuAt && (
        <RowMenu
          at={menuAt}
          words={WORDS}
          rows={[{ ...stack, id: name }]}
          commands={commands}
          nameOf={() => name}
          onClose={() => setMenuAt(undefined)}
        />
      )}
    </>
  );
}
