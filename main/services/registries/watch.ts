import { join } from 'node:path';
import type { ContainerSummary } from '../../../contract/model/container.ts';
import { LOCAL_REGISTRY_LABEL, type RegistryList } from '../../../contract/model/registry.ts';
import { watchPath } from '../../contexts/watchPath.ts';
import type { CredentialStore } from '../../registries/index.ts';
import type { RegistriesDeps } from './deps.ts';
import { listRegistries } from './list.ts';

/** A file that is being replaced is looked at when that is over. */
const SETTLE_MS = 50;

/** All registries, and again whenever the CLI, the settings or the engine's registry containers change. */
export async function* watchRegistries(
  deps: RegistriesDeps,
  store: CredentialStore,
  context: string,
  signal: AbortSignal,
): AsyncGenerator<RegistryList> {
  const { settings, registries, env, live } = deps;
  let wake = () => {};
  let isDue = true;
  const look = () => {
    isDue = true;
    wake();
  };
  const release = deps.hold(context);
  const stopWatching = watchPath(join(registries.configDir, 'config.json'), look);
  const unsubscribe = settings.subscribe(look);
  const ofThis = new AbortController();
  const either = AbortSignal.any([signal, ofThis.signal]);
  either.addEventListener('abort', look, { once: true });
  const containers = followLocals(live.watchContainers(context, either), look);
  try {
    for (let sent: string | undefined; ;) {
      if (!isDue) await new Promise<void>((resolve) => (wake = resolve));
      if (signal.aborted) return;
      if (sent !== undefined) await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      isDue = false;
      const known = settings.current().registries;
      const list = await listRegistries({
        store,
        known,
        containers: containers(),
        env,
        configDir: registries.configDir,
      });
      if (signal.aborted) return;
      const text = JSON.stringify(list);
      if (text !== sent) yield list;
      sent = text;
    }
  } finally {
    ofThis.abort();
    stopWatching();
    unsubscribe();
    release();
  }
}

/** The engine's registry containers as they are now. Without an engine there are none. */
function followLocals(
  changes: ReturnType<RegistriesDeps['live']['watchContainers']>,
  onChange: () => void,
): () => readonly ContainerSummary[] {
  const found = new Map<string, ContainerSummary>();
  const isLocal = ({ labels }: ContainerSummary) => LOCAL_REGISTRY_LABEL in labels;
  async function read() {
    for await (const change of changes) {
      const before = found.size;
      if (change.type === 'snapshot') found.clear();
      const upserted = change.type === 'snapshot' ? change.items : change.type === 'patch' ? change.upserted : [];
      const locals = upserted.filter(isLocal);
      for (const one of locals) found.set(one.id, one);
      const gone = change.type === 'patch' ? change.removed.filter((id) => found.delete(id)) : [];
      if (locals.length > 0 || gone.length > 0 || before !== found.size) onChange();
    }
  }
  read().catch(() => {}); // it ends with whoever watches
  return () => [...found.values()];
}
