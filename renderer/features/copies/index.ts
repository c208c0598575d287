export { CopiesHost } from './CopiesHost.tsx';
export { openCopy } from './openCopy.ts';
