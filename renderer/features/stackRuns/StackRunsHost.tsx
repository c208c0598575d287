import { useContexts } from '../contexts/index.ts';
import { DialogStep } from '../../ui/dialogStep.ts';
import { deferred } from '../../ui/index.ts';
import { namedCliArgs } from '../together/index.ts';
import { stackRunOpener } from './opening.ts';

const Dialogs = deferred(async () => (await import('./dialogs/Dialogs.tsx')).Dialogs);

/** The dialogs of what is done with stacks, on every page. Put it once in the layout. */
export function StackRunsHost() {
  const opened = stackRunOpener.useOpened();
  const context = useContexts().find(({ name }) => name === opened?.stack.context);
  if (!opened || !context) return null;
  const { kind, stack, services = [], isOneOfSeveral = false } = opened;
  const key = [kind, stack.context, stack.project, ...services].join(' ');
  const cliArgs = isOneOfSeveral ? namedCliArgs(context) : (context.cliArgs ?? []);
  const step = isOneOfSeveral ? { note: context.name, onConfirmed: () => {} } : undefined;
  return (
    <DialogStep.Provider value={step}>
      <Dialogs key={key} {...opened} cliArgs={cliArgs} onClose={stackRunOpener.close} />
    </DialogStep.Provider>
  );
}
