import type { ServiceOf } from '../../contract/index.ts';
import type { Contexts } from '../contexts/createContexts.ts';
import type { SignIn } from '../contexts/signIn.ts';
import { readSystemInfo } from '../contexts/systemInfo.ts';

export function createContextsService(contexts: Contexts, signIn: SignIn): ServiceOf<'contexts'> {
  return {
    watch: (_input, signal) => contexts.watch(signal),
    select: ({ context }) => contexts.select(context),
    reconnect: ({ context }) => contexts.reconnect(context),
    questions: (_input, signal) => signIn.questions(signal),
    answer: async ({ id, answer }) => signIn.answer(id, answer),
    info: async ({ context }, signal) => readSystemInfo(await contexts.getConnection(context, signal), signal),
  };
}
