import type { ServiceOf } from '../../contract/index.ts';
import { checkPush, listDestinations } from './transfers/checkPush.ts';
import type { TransferDeps } from './transfers/deps.ts';
import { startPush } from './transfers/pushJob.ts';

export function createTransfersService(deps: TransferDeps): ServiceOf<'transfers'> {
  const { getConnection, configDir } = deps;
  return {
    checkPush: async ({ context, imageId, target }, signal) =>
      checkPush(await getConnection(context, signal), imageId, target, configDir, signal),
    destinations: async ({ context }, signal) =>
      listDestinations(await getConnection(context, signal), configDir, signal),
    push: async (input) => ({ jobId: startPush(deps, input) }),
  };
}
