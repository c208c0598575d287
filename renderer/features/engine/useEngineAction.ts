import { useState } from 'react';
import { type AppError, isCancelled, toAppError } from '../../../contract/errors.ts';
import { client } from '../../rpc/index.ts';

export type EngineActionName = 'install' | 'start' | 'stop' | 'restart';

interface EngineActions {
  readonly run: (name: EngineActionName) => void;
  /** The one that main has not answered yet. */
  readonly busy: EngineActionName | undefined;
  readonly error: AppError | undefined;
}

/** What can be asked of the app's own engine. How it goes on is in its state; only a refusal is an error here. */
export function useEngineAction(): EngineActions {
  const [busy, setBusy] = useState<EngineActionName>();
  const [error, setError] = useState<AppError>();
  const run = (name: EngineActionName) => {
    setBusy(name);
    setError(undefined);
    const asked: Promise<unknown> = client.engine[name]({});
    asked
      .catch((thrown: unknown) => {
        if (!isCancelled(thrown)) setError(toAppError(thrown));
      })
      .finally(() => setBusy((now) => (now === name ? undefined : now)));
  };
  return { run, busy, error };
}
