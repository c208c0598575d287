import { Loader } from '@mantine/core';
import type { ContainerState } from '../../../contract/model/container.ts';
import { deferred } from '../../ui/index.ts';
import { t } from './texts/index.ts';

export interface TerminalPanelProps {
  readonly context: string;
  readonly id: string;
  /** Shown in the tabs' titles. */
  readonly name?: string;
  /** Tells the panel when to offer Start or Unpause in place of a shell. */
  readonly state?: ContainerState;
  /**
   * Whether its main process talks with a person, as of `docker run --interactive --tty`: then that is what opens first,
   * and not a shell beside it. Unknown until the engine has said it; nothing opens by itself before.
   */
  readonly isInteractive?: boolean;
  /** When its main process began, epoch ms: whoever was attached to the one before is then attached to this. */
  readonly startedAt?: number;
}

function Waiting() {
  return <Loader size="sm" m="md" aria-label={t('Loading')} />;
}
const waiting = <Waiting />;

// xterm.js is loaded when a terminal is first opened.

/** The terminals of one container; they go on when this is left, and are found again on return. */
export const TerminalPanel = deferred<TerminalPanelProps>(
  async () => (await import('./TerminalPanel.tsx')).TerminalPanel,
  waiting,
);

/** Every terminal that is open, of all containers. */
export const TerminalsPage = deferred(async () => (await import('./TerminalsPage.tsx')).TerminalsPage, waiting);
