import type { LiveChange } from '../../contract/model/change.ts';
import type { ContainerSummary } from '../../contract/model/container.ts';
import type { Context } from '../../contract/model/context.ts';
import type { EngineState } from '../../contract/model/engine.ts';
import type { StackSummary } from '../../contract/model/stack.ts';
import type { Gantry } from '../../main/gantry.ts';
import { watchOpenEngine } from '../../main/notifications/openEngine.ts';
import { type TrayModel, trayModel } from './trayModel.ts';

/** What is drawn again: a burst of changes makes one menu. */
const SETTLE_MS = 200;

type Services = Pick<Gantry['handlers'], 'contexts' | 'containers' | 'stacks' | 'engine'>;

/** Tells what the tray is to show, whenever that has changed, until the signal ends it. */
export function followTray(
  { contexts, containers, stacks, engine }: Services,
  show: (model: TrayModel) => void,
  signal: AbortSignal,
): void {
  let known: readonly Context[] = [];
  let own: EngineState | undefined;
  const live = { containers: new Map<string, ContainerSummary>(), stacks: new Map<string, StackSummary>() };
  let shown = '';
  let timer: NodeJS.Timeout | undefined;
  const draw = () => {
    timer = undefined;
    const all = { containers: [...live.containers.values()], stacks: [...live.stacks.values()] };
    const model = trayModel({ contexts: known, own, ...all });
    const text = JSON.stringify(model);
    if (text === shown || signal.aborted) return;
    shown = text;
    show(model);
  };
  const soon = () => void (timer ??= setTimeout(draw, SETTLE_MS));
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });

  const each = async <T>(items: AsyncIterable<T>, take: (item: T) => void) => {
    for await (const item of items) {
      take(item);
      soon();
    }
  };
  const followed = <T extends { readonly id: string }>(
    into: Map<string, T>,
    watch: (context: string, until: AbortSignal) => AsyncIterable<LiveChange<T>>,
  ) =>
    each(watchOpenEngine({ contexts: (until) => contexts.watch({}, until), watch }, signal), (change) => {
      if (change.type === 'switched' || change.type === 'snapshot' || change.type === 'unreachable') into.clear();
      if (change.type === 'snapshot') for (const item of change.items) into.set(item.id, item);
      if (change.type !== 'patch') return;
      for (const item of change.upserted) into.set(item.id, item);
      for (const id of change.removed) into.delete(id);
    });

  // The streams end with the app; what fails of them leaves the tray as it was.
  const quietly = (work: Promise<void>) => void work.catch(() => {});
  quietly(each(contexts.watch({}, signal), (list) => void (known = list)));
  quietly(each(engine.watch({}, signal), ({ state }) => void (own = state)));
  quietly(followed(live.containers, (context, until) => containers.watch({ context }, until)));
  quietly(followed(live.stacks, (context, until) => stacks.watch({ context }, until)));
  soon();
}
