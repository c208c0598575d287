export { JobProgress } from './JobProgress.tsx';
export { JobsButton } from './JobsButton.tsx';
export { jobsSlice } from './jobsSlice.ts';
export { ProgressBar } from './ProgressBar.tsx';
export { progressOf } from './progress.ts';
export { useFollowedJob } from './useFollowedJob.ts';
export { followJobs, leaveEndToOthers } from './useJobs.ts';
