import type { ServiceOf } from '../../contract/index.ts';
import { createCredentialStore } from '../registries/index.ts';
import { checkPush, listDestinations } from './transfers/checkPush.ts';
import type { TransferDeps } from './transfers/deps.ts';
import { allTagsSize } from './transfers/allTagsSize.ts';
import { remoteImage, remoteTags } from './transfers/remote.ts';
import { startPush } from './transfers/pushJob.ts';

export function createTransfersService(deps: TransferDeps): ServiceOf<'transfers'> {
  const { getConnection, registries } = deps;
  const store = createCredentialStore(registries.configDir);
  return {
    checkPush: async ({ context, imageId, target }, signal) =>
      checkPush(await getConnection(context, signal), imageId, target, store, signal),
    destinations: async ({ context }, signal) => listDestinations(await getConnection(context, signal), store, signal),
    tags: async ({ reference }, signal) => remoteTags(registries, reference, signal),
    remoteImage: async ({ context, reference }, signal) =>
      remoteImage(registries, await getConnection(context, signal), reference, signal),
    allTagsSize: async ({ context, reference, platform }, signal) =>
      allTagsSize(registries, await getConnection(context, signal), reference, platform, signal),
    push: async (input) => ({ jobId: startPush(deps, input) }),
  };
}
