import type { StackFiles } from '../../../contract/model/stack.ts';
import { createOpener } from '../../ui/opener.ts';

/** A stack that something is done with; without files only what its containers’ labels say is known. */
export interface StackToRun {
  readonly context: string;
  readonly project: string;
  readonly files?: StackFiles | undefined;
}

export type StackRunKind =
  | 'up'
  | 'create'
  | 'down'
  | 'restart'
  | 'stop'
  | 'kill'
  | 'rm'
  | 'pull'
  | 'push'
  | 'build'
  | 'watch'
  | 'scale'
  | 'cp'
  | 'wait'
  | 'run'
  | 'exec'
  | 'report';

export interface StackRunOpening {
  readonly kind: StackRunKind;
  readonly stack: StackToRun;
  /** None: all of them. */
  readonly services?: readonly string[];
  /** Asked where several engines are spoken of: which one it is about is said too. */
  readonly isOneOfSeveral?: boolean;
}

/** What is asked before something is done with a stack: anybody may open it, `StackRunsHost` shows it. */
export const stackRunOpener = createOpener<StackRunOpening>();

export const openStackRun = stackRunOpener.open;
