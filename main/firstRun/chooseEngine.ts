import type { EnginePlace } from '../../contract/model/engineVm.ts';
import { AppFailure } from '../../contract/errors.ts';
import type { EngineState } from '../../contract/model/engine.ts';
import type { EngineOfferRef } from '../../contract/model/firstRun.ts';
import type { Contexts } from '../contexts/createContexts.ts';
import { OWN_ENGINE } from '../contexts/discover.ts';
import type { ServiceOf } from '../../contract/index.ts';

export interface ChoosingParts {
  readonly engine: Pick<ServiceOf<'engine'>, 'watch' | 'install' | 'start' | 'choosePlace'>;
  readonly place: () => EnginePlace;
  readonly contexts: Pick<Contexts, 'select' | 'watch'>;
}

/** Uses an engine from now on. Gantry’s own is moved where it is wanted, installed and started. Resolves when it answers. */
export async function chooseEngine(parts: ChoosingParts, { kind, context }: EngineOfferRef): Promise<void> {
  if (kind === 'existing') return parts.contexts.select(context);
  // What is begun here goes on, whoever still waits for it: installing is a job that can be seen and cancelled.
  const signal = new AbortController().signal;
  const { engine } = parts;
  const stateWhere = async (isWanted: (state: EngineState) => boolean): Promise<EngineState> => {
    for await (const { state } of engine.watch({}, signal)) if (isWanted(state)) return state;
    throw new AppFailure({ code: 'cancelled', message: 'Gantry was closed.' });
  };
  if (parts.place() !== kind) await engine.choosePlace({ place: kind }, signal);
  // The start of the app may have begun the same.
  let state = await stateWhere(({ type }) => type !== 'installing' && type !== 'starting');
  if (state.type === 'absent' && kind === 'native') {
    await engine.install({ source: 'auto' }, signal);
    state = await stateWhere(({ type }) => type !== 'absent' && type !== 'installing');
  }
  if (state.type === 'failed' || state.type === 'stopped' || state.type === 'absent') await engine.start({}, signal);
  state = await stateWhere(({ type }) => type === 'running' || type === 'failed');
  if (state.type === 'failed') throw new AppFailure(state.cause);
  await parts.contexts.select(OWN_ENGINE);
}
