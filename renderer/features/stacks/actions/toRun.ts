import type { ContainerState } from '../../../../contract/model/container.ts';
import type { StackSummary } from '../../../../contract/model/stack.ts';
import type { StackRunRow } from '../../stackRuns/index.ts';

/** What can be done with a stack depends on this. Files that are not here are as good as none. */
export function toRun(context: string, stack: StackSummary): StackRunRow {
  const { project, files, definition, containerCount, runningCount, status } = stack;
  return {
    context,
    project,
    ...(files && definition.type === 'here' && { files }),
    containerCount,
    runningCount,
    isPaused: status === 'paused',
  };
}

/** The same for one of its services. */
export const serviceToRun = (
  context: string,
  stack: StackSummary,
  service: string,
  containers: readonly { readonly state: ContainerState }[],
): StackRunRow => ({
  ...toRun(context, stack),
  service,
  containerCount: containers.length,
  runningCount: containers.filter(({ state }) => state === 'running').length,
  isPaused: containers.length > 0 && containers.every(({ state }) => state === 'paused'),
});
