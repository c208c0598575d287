import type { ServiceOf } from '../../contract/index.ts';
import type { Contexts } from '../contexts/createContexts.ts';
import { readSystemInfo } from '../contexts/systemInfo.ts';

export function createContextsService(contexts: Contexts): ServiceOf<'contexts'> {
  return {
    watch: (_input, signal) => contexts.watch(signal),
    select: ({ context }) => contexts.select(context),
    reconnect: ({ context }) => contexts.reconnect(context),
    info: async ({ context }, signal) => readSystemInfo(await contexts.getConnection(context, signal), signal),
  };
}
