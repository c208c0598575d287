import type { ContainerAction, ContainerActionType } from '../../../../contract/model/action.ts';
import { countedRows, type ListWords } from '../../../ui/list/listTypes.ts';

interface Words {
  /** “Stop” */
  readonly verb: string;
  /** “Stopping…” */
  readonly doing: string;
  /** “Stopped” */
  readonly done: string;
}

export const ACTION_WORDS: Record<ContainerActionType, Words> = {
  start: { verb: 'Start', doing: 'Starting…', done: 'Started' },
  stop: { verb: 'Stop', doing: 'Stopping…', done: 'Stopped' },
  restart: { verb: 'Restart', doing: 'Restarting…', done: 'Restarted' },
  pause: { verb: 'Pause', doing: 'Pausing…', done: 'Paused' },
  unpause: { verb: 'Unpause', doing: 'Unpausing…', done: 'Unpaused' },
  kill: { verb: 'Kill', doing: 'Killing…', done: 'Killed' },
  rename: { verb: 'Rename', doing: 'Renaming…', done: 'Renamed' },
  remove: { verb: 'Remove', doing: 'Removing…', done: 'Removed' },
  update: { verb: 'Update', doing: 'Updating…', done: 'Updated' },
};

/** Each signal has its own effect: `kill -s HUP` kills nobody. */
export const doneWord = (action: ContainerAction): string =>
  action.type === 'kill' && action.signal !== 'SIGKILL' ? `Sent ${action.signal} to` : ACTION_WORDS[action.type].done;

export const CONTAINER_WORDS: ListWords = {
  title: 'Containers',
  one: 'container',
  many: 'containers',
  acted: (verb, count) => `${verb} ${count}`,
};

export const counted = (count: number): string => countedRows(CONTAINER_WORDS, count);
