import { toAppError } from '../../contract/errors.ts';
import type { Connection, GetConnection } from '../docker/connection.ts';
import { pause } from '../live/pause.ts';
import { isEngineLost } from './steps.ts';

const FIRST_RETRY_MS = 300;
const MAX_RETRY_MS = 10_000;

interface RecoveryDeps {
  readonly getConnection: GetConnection;
  readonly hold: (context: string) => () => void;
  /** Takes up all that is left in the context; rejects when the engine is lost meanwhile. */
  readonly takeUp: (connection: Connection) => Promise<void>;
}

export interface Recovery {
  /** As soon as the engine of the context answers; one that is lost again is waited for. Once at a time. */
  soon(context: string): void;
  readonly close: () => void;
}

export function createRecovery({ getConnection, hold, takeUp }: RecoveryDeps): Recovery {
  const recovering = new Set<string>();
  const closing = new AbortController();

  async function recover(context: string): Promise<void> {
    const release = hold(context);
    try {
      for (let waitMs = FIRST_RETRY_MS; !closing.signal.aborted; waitMs = Math.min(waitMs * 2, MAX_RETRY_MS)) {
        const connection = await getConnection(context, closing.signal).catch((thrown: unknown) => {
          if (toAppError(thrown).code === 'not-found') throw thrown;
          return undefined;
        });
        if (connection && (await isTakenUp(connection))) return;
        await pause(waitMs, closing.signal);
      }
    } finally {
      release();
    }
  }

  /** False when the engine was lost meanwhile. */
  async function isTakenUp(connection: Connection): Promise<boolean> {
    try {
      await takeUp(connection);
      return true;
    } catch (thrown) {
      return !isEngineLost(connection, thrown);
    }
  }

  return {
    soon(context) {
      if (recovering.has(context) || closing.signal.aborted) return;
      recovering.add(context);
      void recover(context)
        .catch(() => undefined) // it is in the journal, and can be tried again
        .finally(() => recovering.delete(context));
    },
    close: () => closing.abort(),
  };
}
