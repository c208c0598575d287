import { followContainers } from '../features/containers/index.ts';
import { followContexts } from '../features/contexts/index.ts';
import { followJobs } from '../features/jobs/index.ts';
import { followSettings } from '../features/settings/index.ts';
import { takeUpTerminals } from '../features/terminal/index.ts';
import type { createStore } from './store.ts';

/** What is followed for as long as the page lives; everything else is followed by whoever shows it. */
export function startFollowing(store: ReturnType<typeof createStore>): void {
  const { dispatch } = store;
  followContexts(dispatch);
  followContainers(store);
  followSettings(dispatch);
  followJobs(store);
  // Whoever opens a terminal's page tries again.
  takeUpTerminals().catch(() => undefined);
}
