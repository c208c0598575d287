import type { ContainerSummary } from '../../contract/model/container.ts';
import type { EngineEvent } from '../../contract/model/event.ts';

interface Times {
  startedAt?: number;
  diedAt?: number;
  pausedAt?: number;
}

/** Remembers from events when each container entered its state; the list itself only says “3 minutes ago”. */
export class StateTimes {
  readonly #times = new Map<string, Times>();

  note({ type, action, actorId, at }: EngineEvent): void {
    if (type !== 'container') return;
    if (action === 'start') this.#set(actorId, { startedAt: at });
    else if (action === 'die') this.#set(actorId, { diedAt: at });
    else if (action === 'pause') this.#set(actorId, { pausedAt: at });
    else if (action === 'destroy') this.#times.delete(actorId);
  }

  /** The summary with the best time known: from an event, then what was said before, then the engine's words. */
  refine(now: ContainerSummary, before: ContainerSummary | undefined): ContainerSummary {
    const exact = this.#exact(now);
    const same = before?.state === now.state ? before.stateSinceAt : undefined;
    const stateSinceAt = exact ?? same ?? now.stateSinceAt;
    return stateSinceAt === now.stateSinceAt || stateSinceAt === undefined ? now : { ...now, stateSinceAt };
  }

  clear(): void {
    this.#times.clear();
  }

  #exact({ id, state }: ContainerSummary): number | undefined {
    const times = this.#times.get(id);
    switch (state) {
      case 'running':
        return times?.startedAt;
      case 'paused':
        return times?.pausedAt;
      case 'exited':
      case 'dead':
      case 'restarting':
        return times?.diedAt;
      default:
        return undefined;
    }
  }

  #set(id: string, times: Times): void {
    this.#times.set(id, { ...this.#times.get(id), ...times });
  }
}
