import type { StackStatus, StackSummary } from '../../../../contract/model/stack.ts';
import type { StatusTone } from '../../../ui/index.ts';
import type { ListWords } from '../../../ui/list/listTypes.ts';
import { plural, t } from '../texts/index.ts';

export const STACK_WORDS: ListWords = {
  get title() {
    return t('Stacks');
  },
  get one() {
    return t('stack');
  },
  get many() {
    return t('stacks');
  },
  counted: (count) => plural(count, '1 stack', '{{count}} stacks'),
};

const STATUS_WORDS: Record<StackStatus, string> = {
  get running() {
    return t('Running');
  },
  get 'partly-running'() {
    return t('Partly running');
  },
  get unhealthy() {
    return t('Unhealthy');
  },
  get restarting() {
    return t('Restarting');
  },
  get paused() {
    return t('Paused');
  },
  get stopped() {
    return t('Stopped');
  },
  get 'not-created'() {
    return t('Not created');
  },
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
  return runningCount === all ? String(all) : t('{{running}} of {{all}}', { running: runningCount, all });
}

type CountOf = Pick<StackSummary, 'runningCount' | 'containerCount' | 'wantedCount'>;

/** Why its definition cannot be read here; undefined where it can. */
export function whyOutOfReach({ definition, origin }: Pick<StackSummary, 'definition' | 'origin'>): string | undefined {
  if (definition.type === 'here') return undefined;
  if (definition.type === 'unknown') {
    return origin.isInEngine
      ? t(
          'Its containers do not say which files they are from: it was started from standard input or by another program.',
        )
      : t('Nobody knows its files.');
  }
  const [first = '', ...others] = definition.files;
  return others.length === 0
    ? t('{{first}} is not on this computer: removed or moved, or the stack was started from another computer.', {
        first,
      })
    : t(
        '{{first}} and {{more}} more are not on this computer: removed or moved, or the stack was started from another computer.',
        { first, more: others.length },
      );
}
