import type { ServiceOf } from '../../contract/index.ts';
import type { RunPresets } from '../../contract/model/runPreset.ts';
import type { PresetStore } from '../runPresets/presetStore.ts';

/** Settings of containers that are kept for the next time. */
export function createRunPresetsService(store: PresetStore): ServiceOf<'runPresets'> {
  return {
    watch: (_, signal) => follow(store, signal),
    save: ({ name, settings, isReplacing }) => store.save(name, settings, isReplacing),
    rename: ({ name, newName }) => store.rename(name, newName),
    remove: ({ name }) => store.remove(name),
  };
}

async function* follow(store: PresetStore, signal: AbortSignal): AsyncGenerator<RunPresets> {
  let changed = () => {};
  const unsubscribe = store.subscribe(() => changed());
  signal.addEventListener('abort', () => changed(), { once: true });
  try {
    for (let sent: RunPresets | undefined; !signal.aborted;) {
      const current = store.current();
      if (current !== sent) yield (sent = current);
      else await new Promise<void>((resolve) => (changed = resolve));
    }
  } finally {
    unsubscribe();
  }
}
