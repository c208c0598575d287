import type { AppError } from '../../contract/errors.ts';
import type { EngineState, Requirement } from '../../contract/model/engine.ts';

/** What happens to an engine. */
export type EngineEvent =
  /** The disk was looked at: nothing runs. */
  | {
      readonly type: 'found';
      readonly isInstalled: boolean;
      readonly requirements: readonly Requirement[];
      readonly isAsleep?: boolean;
    }
  | { readonly type: 'install'; readonly step: string; readonly doneBytes?: number; readonly totalBytes?: number }
  | { readonly type: 'launch'; readonly at: number; readonly attempt: number }
  | { readonly type: 'stage'; readonly name: string; readonly at: number }
  | {
      readonly type: 'answers';
      readonly pid: number;
      readonly at: number;
      readonly isAdopted: boolean;
      readonly version: string;
    }
  | { readonly type: 'stop' }
  /** What was found can be neither adopted nor replaced. */
  | {
      readonly type: 'block';
      readonly cause: AppError;
      readonly logTail: readonly string[];
      readonly retryAt?: number;
    }
  | {
      readonly type: 'fail';
      readonly cause: AppError;
      readonly logTail: readonly string[];
      readonly retryAt?: number;
    };

/** From which states an event leads anywhere; elsewhere it comes too late and changes nothing. */
const FROM: Readonly<Record<EngineEvent['type'], ReadonlySet<EngineState['type']>>> = {
  found: new Set(['absent', 'installing', 'stopped', 'starting', 'running', 'failed']),
  install: new Set(['absent', 'installing', 'stopped', 'failed']),
  launch: new Set(['stopped', 'starting', 'failed']),
  stage: new Set(['starting']),
  answers: new Set(['absent', 'stopped', 'starting', 'running', 'failed']),
  stop: new Set(['running']),
  block: new Set(['absent', 'stopped', 'failed']),
  fail: new Set(['installing', 'starting', 'running', 'failed']),
};

/** The next state; the same object when the event means nothing in this one. */
export function transition(state: EngineState, event: EngineEvent): EngineState {
  if (!FROM[event.type].has(state.type)) return state;
  switch (event.type) {
    case 'found':
      if (!event.isInstalled) return { type: 'absent', requirements: event.requirements };
      return { type: 'stopped', ...(event.isAsleep && { isAsleep: true }) };
    case 'install':
      return { ...event, type: 'installing' };
    case 'launch':
      return { type: 'starting', sinceAt: event.at, attempt: event.attempt };
    case 'stage':
      return state.type === 'starting' ? withStage(state, event) : state;
    case 'answers':
      return {
        type: 'running',
        pid: event.pid,
        sinceAt: event.at,
        isAdopted: event.isAdopted,
        version: event.version,
        ...('stages' in state && state.stages && { stages: state.stages }),
      };
    case 'stop':
      return state.type === 'running' ? { ...state, isStopping: true } : state;
    case 'block':
    case 'fail':
      return {
        type: 'failed',
        cause: event.cause,
        logTail: event.logTail,
        ...(event.retryAt !== undefined && { retryAt: event.retryAt }),
      };
  }
}

type Starting = Extract<EngineState, { readonly type: 'starting' }>;

const withStage = (state: Starting, { name, at }: { readonly name: string; readonly at: number }): Starting => ({
  ...state,
  stages: [...(state.stages ?? []), { name, doneMs: at - state.sinceAt }],
});
