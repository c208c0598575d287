import { IconFileText, IconPlayerPlay, IconPlayerStop, IconTerminal2 } from '@tabler/icons-react';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { IconButton } from '../../../ui/index.ts';
import type { ContainerActions } from '../actions/useActions.ts';
import { isUp } from '../text/state.ts';
import { t } from '../texts/index.ts';

interface RowActionsProps {
  readonly container: ContainerSummary;
  readonly actions: ContainerActions;
}

/** What is wanted most, for the row under the pointer or the keyboard. */
export function RowActions({ container, actions }: RowActionsProps) {
  const { id, name, state } = container;
  const button = (label: string, icon: React.ReactNode, run: () => void) => (
    <IconButton size="small" tabIndex={-1} label={`${label} ${name}`} icon={icon} onClick={run} />
  );
  return (
    <>
      {button(t('Logs of'), <IconFileText aria-hidden="true" />, () => actions.open(id, 'logs'))}
      {state === 'running' &&
        button(t('Terminal in'), <IconTerminal2 aria-hidden="true" />, () => actions.open(id, 'terminal'))}
      {isUp(state)
        ? button(t('Stop'), <IconPlayerStop aria-hidden="true" />, () => actions.apply([container], { type: 'stop' }))
        : button(t('Start'), <IconPlayerPlay aria-hidden="true" />, () =>
            actions.apply([container], { type: 'start' }),
          )}
    </>
  );
}
