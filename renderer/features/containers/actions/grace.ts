import type { ContainerAction } from '../../../../contract/model/action.ts';

/** The engine's own default: not said, so that a container's own grace period counts. */
const ENGINE_STOP_SECONDS = 10;

/** With the grace period of the settings, where the action says none. */
export const withGrace = (action: ContainerAction, stopSeconds: number | undefined): ContainerAction =>
  (action.type === 'stop' || action.type === 'restart') &&
  action.timeoutSeconds === undefined &&
  stopSeconds !== undefined &&
  stopSeconds !== ENGINE_STOP_SECONDS
    ? { ...action, timeoutSeconds: stopSeconds }
    : action;
