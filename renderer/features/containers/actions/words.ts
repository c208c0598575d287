import type { ContainerAction, ContainerActionType } from '../../../../contract/model/action.ts';
import { countedRows, type ListWords } from '../../../ui/list/listTypes.ts';
import { plural, t } from '../texts/index.ts';

interface Words {
  /** “Stop” */
  readonly verb: string;
  /** “Stopping…” */
  readonly doing: string;
  /** “Stopped” */
  readonly done: string;
}

export const ACTION_WORDS: Record<ContainerActionType, Words> = {
  start: {
    get verb() {
      return t('Start');
    },
    get doing() {
      return t('Starting…');
    },
    get done() {
      return t('Started');
    },
  },
  stop: {
    get verb() {
      return t('Stop');
    },
    get doing() {
      return t('Stopping…');
    },
    get done() {
      return t('Stopped');
    },
  },
  restart: {
    get verb() {
      return t('Restart');
    },
    get doing() {
      return t('Restarting…');
    },
    get done() {
      return t('Restarted');
    },
  },
  pause: {
    get verb() {
      return t('Pause');
    },
    get doing() {
      return t('Pausing…');
    },
    get done() {
      return t('Paused');
    },
  },
  unpause: {
    get verb() {
      return t('Unpause');
    },
    get doing() {
      return t('Unpausing…');
    },
    get done() {
      return t('Unpaused');
    },
  },
  kill: {
    get verb() {
      return t('Kill');
    },
    get doing() {
      return t('Killing…');
    },
    get done() {
      return t('Killed');
    },
  },
  rename: {
    get verb() {
      return t('Rename');
    },
    get doing() {
      return t('Renaming…');
    },
    get done() {
      return t('Renamed');
    },
  },
  remove: {
    get verb() {
      return t('Remove');
    },
    get doing() {
      return t('Removing…');
    },
    get done() {
      return t('Removed');
    },
  },
  update: {
    get verb() {
      return t('Update');
    },
    get doing() {
      return t('Updating…');
    },
    get done() {
      return t('Updated');
    },
  },
};

/** Each signal has its own effect: `kill -s HUP` kills nobody. */
export const doneWord = (action: ContainerAction): string =>
  action.type === 'kill' && action.signal !== 'SIGKILL'
    ? t('Sent {{signal}} to', { signal: action.signal })
    : ACTION_WORDS[action.type].done;

export const CONTAINER_WORDS: ListWords = {
  get title() {
    return t('Containers');
  },
  get one() {
    return t('container');
  },
  get many() {
    return t('containers');
  },
  counted: (count) => plural(count, '1 container', '{{count}} containers'),
  acted: (verb, count) => `${verb} ${count}`,
};

export const counted = (count: number): string => countedRows(CONTAINER_WORDS, count);
