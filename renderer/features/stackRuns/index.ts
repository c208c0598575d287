export { stackRunCommands, type StackRunRow } from './actions/commands.tsx';
export { StackActions } from './actions/StackActions.tsx';
export { DriftSection } from './drift/DriftSection.tsx';
export { openStackRun } from './opening.ts';
export { StackRunsHost } from './StackRunsHost.tsx';
