import type { StackStatus, StackSummary } from '../../../../contract/model/stack.ts';
import type { StatusTone } from '../../../ui/index.ts';
import type { ListWords } from '../../../ui/list/listTypes.ts';

export const STACK_WORDS: ListWords = { title: 'Stacks', one: 'stack', many: 'stacks' };

const STATUS_WORDS: Record<StackStatus, string> = {
  running: 'Running',
  'partly-running': 'Partly running',
  unhealthy: 'Unhealthy',
  restarting: 'Restarting',
  paused: 'Paused',
  stopped: 'Stopped',
  'not-created': 'Not created',
};

const STATUS_TONES: Record<StackStatus, StatusTone> = {
  running: 'running',
  'partly-running': 'starting',
  unhealthy: 'unhealthy',
  restarting: 'restarting',
  paused: 'paused',
  stopped: 'exited',
  'not-created': 'created',
};

/** What is wrong first. */
export const STATUS_ORDER: readonly StackStatus[] = [
  'unhealthy',
  'restarting',
  'partly-running',
  'running',
  'paused',
  'stopped',
  'not-created',
];

export const statusText = (status: StackStatus): string => STATUS_WORDS[status];
export const statusTone = (status: StackStatus): StatusTone => STATUS_TONES[status];

/** “2 of 3”: how many of its containers run, of those that there are or that its files want. */
export function countText({ runningCount, containerCount, wantedCount = 0 }: CountOf): string {
  const all = Math.max(containerCount, wantedCount);
  if (containerCount === 0) return '';
  return runningCount === all ? String(all) : `${runningCount} of ${all}`;
}

type CountOf = Pick<StackSummary, 'runningCount' | 'containerCount' | 'wantedCount'>;

/** Why its definition cannot be read here; undefined where it can. */
export function whyOutOfReach({ definition, origin }: Pick<StackSummary, 'definition' | 'origin'>): string | undefined {
  if (definition.type === 'here') return undefined;
  if (definition.type === 'unknown') {
    return origin.isInEngine
      ? 'Its containers do not say which files they are from: it was started from standard input or by another program.'
      : 'Nobody knows its files.';
  }
  const [first, ...others] = definition.files;
  const which = others.length === 0 ? `${first} is` : `${first} and ${others.length} more are`;
  return `${which} not on this computer: removed or moved, or the stack was started from another computer.`;
}
