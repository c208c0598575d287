import type { EngineEvent } from '../../lifecycle/transition.ts';
import { type Doorbell, openDoorbell } from './doorbell.ts';
import { createSaver, isGuestWorking } from './saver.ts';
import type { Session } from './session.ts';

export interface SleepOptions {
  readonly socket: string;
  readonly minutes: () => number;
  readonly session: () => Session | undefined;
  readonly dispatch: (event: EngineEvent) => void;
  /** One thing at a time is done to the engine. */
  readonly inTurn: (work: () => Promise<void>) => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** How often it is looked whether anything goes on. */
  readonly tickMs?: number | undefined;
}

export interface Sleep {
  /** To be called when the engine's socket is to be opened or given up: nobody is waited for at the door any more. */
  rise(): void;
  /** Who has waited at the door is let in, or turned away where nothing runs. */
  admit(): void;
  close(): void;
}

/** Lets the VM sleep when nothing has run in it for a while, and wakes it for the first who wants something of its engine. */
export function createSleep(options: SleepOptions): Sleep {
  const { session, dispatch, inTurn } = options;
  let doorbell: Doorbell | undefined;
  let admitted: Doorbell | undefined;

  const rise = () => {
    doorbell?.open();
    admitted = doorbell ?? admitted;
    doorbell = undefined;
  };
  const admit = () => {
    const held = session();
    if (held) admitted?.admit((client) => held.take(client));
    else admitted?.close();
    admitted = undefined;
  };
  const wake = () => {
    void inTurn(options.start).catch(() => {}); // Why not is in the engine's state.
  };
  const sleep = async () => {
    const held = session();
    if (!held || (await isGuestWorking(held.link))) return;
    const { apiVersion, version } = held;
    await options.stop();
    doorbell = await openDoorbell({ path: options.socket, apiVersion, version, onRing: wake });
    dispatch({ type: 'found', isInstalled: true, requirements: [], isAsleep: true });
  };
  const end = createSaver({
    minutes: options.minutes,
    traffic: () => session()?.traffic(),
    isWorking: async () => {
      const held = session();
      return !held || isGuestWorking(held.link);
    },
    sleep: () => inTurn(sleep),
    ...(options.tickMs !== undefined && { tickMs: options.tickMs }),
  });
  return {
    rise,
    admit,
    close: () => {
      end();
      doorbell?.close();
      admitted?.close();
    },
  };
}
