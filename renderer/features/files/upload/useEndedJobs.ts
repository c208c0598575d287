import { useCallback, useEffect, useState } from 'react';
import { useSelector } from 'react-redux';
import { jobsSlice } from '../../jobs/index.ts';

type Root = Parameters<typeof jobsSlice.selectors.selectJobEntities>[0];

/** Calls back when a job that was begun here has ended, however it did. */
export function useEndedJobs(onEnd: () => void): (jobId: string) => void {
  const [begun, setBegun] = useState<readonly string[]>([]);
  const ended = useSelector((root: Root) => {
    const jobs = jobsSlice.selectors.selectJobEntities(root);
    return begun.filter((id) => jobs[id] !== undefined && jobs[id].state !== 'running').join(' ');
  });
  useEffect(() => {
    if (ended !== '') onEnd();
  }, [ended, onEnd]);
  return useCallback((jobId: string) => setBegun((all) => [...all, jobId]), []);
}
