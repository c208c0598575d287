import { client } from '../../rpc/index.ts';
import { createLiveLists } from './liveLists.ts';

export const containerLists = createLiveLists((context, signal) => client.containers.watch({ context }, { signal }));
export const imageLists = createLiveLists((context, signal) => client.images.watch({ context }, { signal }));
export const volumeLists = createLiveLists((context, signal) => client.volumes.watch({ context }, { signal }));
export const networkLists = createLiveLists((context, signal) => client.networks.watch({ context }, { signal }));
export const stackLists = createLiveLists((context, signal) => client.stacks.watch({ context }, { signal }));
