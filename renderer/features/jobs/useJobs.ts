import { createSelector, type Dispatch } from '@reduxjs/toolkit';
import { useSelector } from 'react-redux';
import type { Change } from '../../../contract/model/change.ts';
import type { Job } from '../../../contract/model/job.ts';
import { client, follow } from '../../rpc/index.ts';
import { notify } from '../../ui/index.ts';
import { jobsSlice } from './jobsSlice.ts';
import { t } from './texts/index.ts';

const { selectIsDrawerOpen, selectJobEntities, selectWatched } = jobsSlice.selectors;
type JobsRoot = Parameters<typeof selectJobEntities>[0];

interface JobsStore {
  readonly dispatch: Dispatch;
  readonly getState: () => JobsRoot;
}

const selectJobs = createSelector([selectJobEntities], (entities) =>
  Object.values(entities).toSorted((a, b) => b.startedAt - a.startedAt),
);

/** Newest first. */
export const useJobs = (): readonly Job[] => useSelector(selectJobs);

/** Keeps the slice fed, and says how a job ended that nobody watches. Gives what ends it. */
export const followJobs = (store: JobsStore): (() => void) =>
  follow({
    open: (signal) => client.jobs.watch({}, { signal }),
    onItem: (change) => {
      const before = selectJobEntities(store.getState());
      const watched = selectWatched(store.getState());
      store.dispatch(jobsSlice.actions.changed(change));
      if (selectIsDrawerOpen(store.getState())) return;
      for (const job of justEnded(before, change)) if (!watched.includes(job.id)) sayEnd(job, store.dispatch);
    },
  });

function justEnded(before: Readonly<Record<string, Job>>, change: Change<Job>): readonly Job[] {
  const jobs = change.type === 'snapshot' ? change.items : change.upserted;
  return jobs.filter(({ id, state }) => state !== 'running' && before[id]?.state === 'running');
}

/** Jobs whose end is told by who began them on this page. */
const toldElsewhere = new Set<string>();

export const leaveEndToOthers = (jobId: string): void => void toldElsewhere.add(jobId);

function sayEnd(job: Job, dispatch: Dispatch): void {
  if (toldElsewhere.delete(job.id)) return;
  if (job.state === 'cancelled') return; // they did it themselves, a moment ago
  const action = { label: t('Show'), run: () => void dispatch(jobsSlice.actions.drawerOpened()) };
  const warnings = job.result?.type === 'containers' ? job.result.warnings : [];
  if (job.state === 'done' && warnings.length > 0) {
    notify({
      title: t('{{title}}: done, but the engine warns', { title: job.title }),
      message: warnings.join('\n'),
      isSticky: true,
      action,
    });
  } else if (job.state === 'done') notify({ title: job.title, message: job.message, tone: 'success', action });
  else
    notify({
      title: t('Failed: {{title}}', { title: job.title }),
      message: job.error?.message ?? job.message,
      tone: 'failure',
      action,
    });
}
