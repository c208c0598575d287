import { StackAction } from '../../contract/model/stackRun.ts';
import type { StackTarget } from '../../contract/model/stackRun.ts';
import type { Gantry } from '../../main/gantry.ts';
import type { TrayActions } from './trayTemplate.ts';

interface ActionParts {
  readonly handlers: Pick<Gantry['handlers'], 'containers' | 'stackRuns' | 'engine'>;
  /** The engine that is open. */
  readonly context: () => string | undefined;
  readonly stopTimeoutSeconds: () => number;
  /** Says what did not succeed: nobody looks at a page. */
  readonly tell: (title: string, message: string) => void;
  readonly shell: Pick<TrayActions, 'show' | 'openAddress' | 'quit'>;
}

/** What the tray does, by the same services as the page: it is in the activity log with its command. */
export function createTrayActions({ handlers, context, stopTimeoutSeconds, tell, shell }: ActionParts): TrayActions {
  const signal = new AbortController().signal;
  const run = (title: string, work: () => Promise<unknown>) =>
    void work().catch((thrown: unknown) => tell(title, thrown instanceof Error ? thrown.message : String(thrown)));
  return {
    ...shell,
    container: (id, type) =>
      run(id.slice(0, 12), async () => {
        const name = context();
        if (name === undefined) return;
        const action = type === 'start' ? { type } : { type, timeoutSeconds: stopTimeoutSeconds() };
        for await (const { error, name: container } of handlers.containers.apply(
          { context: name, ids: [id], action },
          signal,
        )) {
          if (error) tell(container, error.message);
        }
      }),
    stack: (project, type) =>
      run(project, async () => {
        const name = context();
        if (name === undefined) return;
        const stack: StackTarget = { context: name, project };
        await handlers.stackRuns.start({ stack, action: StackAction.parse({ type }) }, signal);
      }),
    engine: (type) => run('Gantry', () => handlers.engine[type]({}, signal)),
  };
}
