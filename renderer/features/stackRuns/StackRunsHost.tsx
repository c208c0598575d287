import { deferred } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { stackRunOpener } from './opening.ts';

const Dialogs = deferred(async () => (await import('./dialogs/Dialogs.tsx')).Dialogs);

/** The dialogs of what is done with stacks, on every page. Put it once in the layout. */
export function StackRunsHost() {
  const opened = stackRunOpener.useOpened();
  const context = useSelectedContext();
  if (!opened || !context) return null;
  const { kind, stack, services = [] } = opened;
  const key = [kind, stack.context, stack.project, ...services].join(' ');
  return <Dialogs key={key} {...opened} cliArgs={context.cliArgs ?? []} onClose={stackRunOpener.close} />;
}
