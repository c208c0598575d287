import type { ContainerActionType } from '../../../../contract/model/action.ts';
import type { ContainerState } from '../../../../contract/model/container.ts';

const POSSIBLE: Record<ContainerActionType, readonly ContainerState[]> = {
  start: ['created', 'exited'],
  stop: ['running', 'paused', 'restarting'],
  restart: ['running', 'paused', 'restarting', 'exited', 'created'],
  pause: ['running'],
  unpause: ['paused'],
  kill: ['running', 'paused', 'restarting'],
  rename: ['created', 'running', 'paused', 'restarting', 'exited', 'dead'],
  remove: ['created', 'running', 'paused', 'restarting', 'exited', 'dead'],
  update: ['created', 'running', 'paused', 'exited'],
};

/** Whether the engine would take it in this state. */
export const isPossible = (type: ContainerActionType, state: ContainerState): boolean => POSSIBLE[type].includes(state);
