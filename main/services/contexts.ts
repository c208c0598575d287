import type { ServiceOf } from '../../contract/index.ts';
import type { Contexts } from '../contexts/createContexts.ts';
import type { SignIn } from '../contexts/signIn.ts';
import type { ContextEditor } from '../contexts/edit.ts';
import { readSystemInfo } from '../contexts/systemInfo.ts';

interface ContextsServiceDeps {
  readonly contexts: Contexts;
  readonly signIn: SignIn;
  readonly editor: ContextEditor;
}

export function createContextsService({ contexts, signIn, editor }: ContextsServiceDeps): ServiceOf<'contexts'> {
  return {
    watch: (_input, signal) => contexts.watch(signal),
    select: ({ context }) => contexts.select(context),
    reconnect: ({ context }) => contexts.reconnect(context),
    create: (settings) => editor.create(settings).then(() => contexts.rescan()),
    update: (settings) => editor.update(settings).then(() => contexts.rescan()),
    remove: ({ name }) => editor.remove(name).then(() => contexts.rescan()),
    inspect: ({ name }) => editor.inspect(name),
    test: (settings, signal) => editor.test(settings, signal),
    questions: (_input, signal) => signIn.questions(signal),
    answer: async ({ id, answer }) => signIn.answer(id, answer),
    info: async ({ context }, signal) => readSystemInfo(await contexts.getConnection(context, signal), signal),
  };
}
