import { useEffect, useState } from 'react';
import type { FirstRunState, FirstRunStep } from '../../../contract/model/firstRun.ts';
import { client, follow } from '../../rpc/index.ts';

/** Where the person was; undefined until main has said. */
export function useFirstRun(): FirstRunState | undefined {
  const [state, setState] = useState<FirstRunState>();
  useEffect(() => follow({ open: (signal) => client.firstRun.watch({}, { signal }), onItem: setState }), []);
  return state;
}

export const STEPS = ['computer', 'engine', 'container', 'tour'] as const satisfies readonly FirstRunStep[];

/** Kept so that it goes on there after a restart. Not kept, it begins anew: no reason to stop anybody. */
export const keepStep = (step: FirstRunStep, isDone: boolean): void =>
  void client.firstRun.save({ step, isDone }).catch(() => undefined);
