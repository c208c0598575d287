import { useEffect, useRef } from 'react';
import { useSelector } from 'react-redux';
import type { DiskUsage } from '../../../contract/model/disk.ts';
import { client } from '../../rpc/index.ts';
import { type Loaded, useLoad } from '../../ui/useLoad.ts';
import { jobsSlice } from '../jobs/index.ts';

const { selectJobEntities } = jobsSlice.selectors;
type Root = Parameters<typeof selectJobEntities>[0];

/** When a job of this engine last ended: most of them change what takes the space. */
export const selectEndedAt = (context: string) => (root: Root) =>
  Object.values(selectJobEntities(root)).reduce(
    (last, job) => (job.context === context ? Math.max(last, job.endedAt ?? 0) : last),
    0,
  );

/** Measured when the page opens, when it is asked for, and after a job; never by a clock. */
export function useUsage(context: string): Loaded<DiskUsage> {
  const endedAt = useSelector(selectEndedAt(context));
  const loaded = useLoad(context, (signal) => client.disk.usage({ context }, { signal }));
  const { reload } = loaded;
  const measuredFor = useRef(endedAt);
  useEffect(() => {
    if (measuredFor.current === endedAt) return;
    measuredFor.current = endedAt;
    reload();
  }, [endedAt, reload]);
  return loaded;
}
