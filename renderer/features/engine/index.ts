import { deferred } from '../../ui/index.ts';

export { EngineIndicator } from './EngineIndicator.tsx';
export { EngineStateLine } from './EngineStateLine.tsx';
export { useEngineStatus } from './engineStatus.ts';
export { EngineUnavailable } from './EngineUnavailable.tsx';
export const EnginePage = deferred(async () => (await import('./EnginePage.tsx')).EnginePage);
export { useListAvailability } from './useListAvailability.tsx';
export { useListState } from './useListState.ts';
