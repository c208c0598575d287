import type { ServiceOf } from '../../contract/index.ts';
import { createBatches } from './containers/apply.ts';
import { checkRun } from './containers/checkRun.ts';
import { commit } from './containers/commit.ts';
import type { ContainersDeps } from './containers/deps.ts';
import { exportFilesystem } from './containers/exportFilesystem.ts';
import { changes, inspect, top } from './containers/look.ts';
import { previewPrune, previewRemove } from './containers/removePreview.ts';
import { runContainers } from './containers/runContainers.ts';

/** Containers of any engine: what they are, and all that can be done with them. */
export function createContainersService(deps: ContainersDeps): ServiceOf<'containers'> {
  const { getConnection } = deps;
  const batches = createBatches(deps);
  return {
    async *watch({ context }, signal) {
      const release = deps.hold(context);
      try {
        yield* deps.live.watchContainers(context, signal);
      } finally {
        release();
      }
    },
    inspect: async ({ context, id }, signal) => inspect(await getConnection(context, signal), id, signal),
    apply: (input, signal) => batches.apply(input, signal),
    results: ({ batchId }, signal) => batches.results(batchId, signal),
    previewRemove: async ({ context, ids }, signal) => previewRemove(await getConnection(context, signal), ids, signal),
    previewPrune: async ({ context }, signal) => previewPrune(await getConnection(context, signal), signal),
    checkRun: (input, signal) => checkRun(deps, input, signal),
    run: async ({ context, settings }) => ({ jobId: runContainers(deps, context, settings) }),
    top: async ({ context, id, psArgs }, signal) => top(await getConnection(context, signal), id, psArgs, signal),
    changes: async ({ context, id }, signal) => changes(await getConnection(context, signal), id, signal),
    commit: (input, signal) => commit(deps, input, signal),
    export: (input, signal) => exportFilesystem(deps, input, signal),
  };
}
