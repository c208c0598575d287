export { JobsButton } from './JobsButton.tsx';
export { jobsSlice } from './jobsSlice.ts';
export { followJobs, leaveEndToOthers } from './useJobs.ts';
