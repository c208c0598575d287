import { AppFailure } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';
import type { EnginePlace } from '../../contract/model/engineVm.ts';
import type { FirstRunState } from '../../contract/model/firstRun.ts';
import { type OwnEngine, runFix } from '../../engine/index.ts';
import { OWN_ENGINE } from '../contexts/discover.ts';
import type { Contexts } from '../contexts/createContexts.ts';
import { judgeMachine } from '../firstRun/checks.ts';
import { chooseEngine } from '../firstRun/chooseEngine.ts';
import { readMachineFacts } from '../firstRun/facts.ts';
import { type FirstContainerDeps, planFirstContainer, runFirstContainer } from '../firstRun/firstContainer.ts';
import { offerEngines } from '../firstRun/offers.ts';
import type { FirstRunStore } from '../firstRun/state.ts';

export interface FirstRunParts extends FirstContainerDeps {
  readonly store: FirstRunStore;
  readonly engine: Pick<OwnEngine, 'place' | 'requirementsIn' | 'status'>;
  readonly engineService: ServiceOf<'engine'>;
  readonly contexts: Pick<Contexts, 'list' | 'select' | 'watch' | 'rescan'>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/** From a download to a running container. */
export function createFirstRunService(parts: FirstRunParts): ServiceOf<'firstRun'> {
  const { store, engine, contexts, env, platform, dataDir } = parts;
  const check = async () =>
    judgeMachine(
      await readMachineFacts({
        ...{ platform, dataDir, contexts: contexts.list() },
        vmRequirements: () => engine.requirementsIn('vm'),
      }),
    );
  return {
    watch: (_input, signal) => follow(store, signal),
    save: (change) => store.save(change),
    check,
    async mend({ check: id }) {
      const fix = (await check()).find((one) => one.id === id)?.fix;
      if (!fix) throw nothingToMend();
      const { command, needsElevation, after } = fix;
      await runFix({ title: command.join(' '), why: '', command, needsElevation, needsReboot: false }, { env });
      if (after !== 'nothing') await store.await(id, after);
      return { after };
    },
    async engines() {
      const places = engine.status.places ?? [engine.place];
      const requirements = await Promise.all(
        places.map(async (place): Promise<[EnginePlace, Awaited<ReturnType<typeof engine.requirementsIn>>]> => [
          place,
          await engine.requirementsIn(place),
        ]),
      );
      return offerEngines({
        contexts: contexts.list(),
        own: { context: OWN_ENGINE, place: engine.place, places, requirements: Object.fromEntries(requirements) },
      });
    },
    choose: (offer) => chooseEngine({ engine: parts.engineService, place: () => engine.place, contexts }, offer),
    plan: ({ context }, signal) => planFirstContainer(parts, context, signal),
    runContainer: ({ context }, signal) => runFirstContainer(parts, context, signal),
  };
}

async function* follow(store: FirstRunStore, signal: AbortSignal): AsyncGenerator<FirstRunState> {
  let isNew = true;
  let wake = () => {};
  const onChange = () => {
    isNew = true;
    wake();
  };
  const stop = store.subscribe(onChange);
  signal.addEventListener('abort', onChange, { once: true });
  try {
    while (!signal.aborted) {
      if (isNew) {
        isNew = false;
        yield store.current();
      } else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    stop();
  }
}

const nothingToMend = () =>
  new AppFailure({ code: 'not-found', message: 'There is nothing to mend there any more.', hint: 'Check again.' });
