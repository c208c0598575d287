import type { Context } from '../contract/model/context.ts';
import type { EngineState, EngineStatus } from '../contract/model/engine.ts';
import type { Settings } from '../contract/model/settings.ts';
import { AppFailure } from '../contract/errors.ts';
import type { Gantry } from './gantry.ts';

type Services = Pick<Gantry['handlers'], 'app' | 'contexts' | 'engine'>;

export interface EnsureOptions {
  /** Installs what the engine needs of the system; may do nothing. */
  readonly prepareSystem?: (() => Promise<void>) | undefined;
  /** `--context NAME`: chosen for this run, as the remembered one is for all. */
  readonly contextName?: string | undefined;
  /** Said to the person who started the app from a terminal. */
  readonly say: (line: string) => void;
}

/**
 * Makes sure that an engine answers: one that is there already, else the app's own, which is installed and started.
 * An engine elsewhere that the person chose and that does not answer is left at that: it is shown, not replaced.
 * Resolves when one answers or when no more can be done (the interface shows which, and why).
 */
export async function ensureEngine(services: Services, options: EnsureOptions, signal: AbortSignal) {
  const { prepareSystem, contextName, say } = options;
  const { selected, hasOwn } = await settled(services, signal);
  if (!selected) return;
  const { startEngine, selectedContext } = await settings(services, signal);
  if (!startEngine || !isReplaceable(selected, contextName ?? selectedContext)) return;
  if (!hasOwn) {
    say(
      'No engine answers, and Gantry cannot run its own on this system yet: start Docker Desktop, Podman or another.',
    );
    return;
  }

  let hasSaid = false;
  const status = await statusWhere(services, signal, () => true);
  let state = status?.state;
  if (state?.type === 'absent' && status?.mode === 'vm') {
    // What a VM needs comes with the app or is the person's to install: nothing is fetched for it.
    const lacking = state.requirements.filter(({ isMet, isOptional }) => !isMet && !isOptional);
    say('No engine answers here, and the VM of Gantry’s own cannot start yet. The Engine page says what to do:');
    for (const { name, message, remedy = '' } of lacking) say(`  ${name}: ${message} ${remedy}`);
    return;
  }
  if (state?.type === 'absent') {
    say('No engine answers here: Gantry installs its own. The page shows how far it is.');
    hasSaid = true;
    await prepareSystem?.();
    await services.engine.install({ source: 'auto' }, signal);
    state = await stateWhere(services, signal, ({ type }) => type !== 'absent' && type !== 'installing');
  }
  if (state?.type === 'stopped' || state?.type === 'failed') {
    if (!hasSaid) say('No engine answers here: Gantry starts its own.');
    await services.engine.start({}, signal);
  }
  state = await stateWhere(services, signal, ({ type }) => type === 'running' || type === 'failed');
  if (state?.type === 'failed') throw new AppFailure(state.cause);
  if (state?.type === 'running' && hasSaid) say(`Gantry’s own engine runs (Docker ${state.version}).`);
  if (state?.type === 'running') await selectOwn(services, selected, signal);
}

/** The selected context, once it is known whether it answers; and whether an own engine can be had here at all. */
async function settled({ contexts }: Services, signal: AbortSignal) {
  for await (const list of contexts.watch({}, signal)) {
    const selected = list.find(({ isSelected }) => isSelected);
    const hasOwn = list.some(({ source }) => source === 'own-engine');
    if (selected?.state.type !== 'unknown' && selected?.state.type !== 'connecting') return { selected, hasOwn };
  }
  return { selected: undefined, hasOwn: false };
}

function isReplaceable({ name, source, state }: Context, chosen: string | undefined): boolean {
  if (state.type !== 'unreachable' || state.error.code !== 'engine-unreachable') return false;
  if (source === 'own-engine') return true;
  const { reason } = state.error;
  if (source === 'docker-host' || source === 'cli' || (reason !== 'no-socket' && reason !== 'refused')) return false;
  // Nothing listens at the places where an engine of this machine would. But a rootless engine or Podman that the person
  // works with is waited for: without its socket it is listed only because it was chosen.
  return source === 'default-socket' || (reason === 'refused' && name !== chosen);
}

async function settings(
  { app }: Services,
  signal: AbortSignal,
): Promise<Pick<Settings, 'startEngine' | 'selectedContext'>> {
  for await (const now of app.settings({}, signal)) return now;
  return { startEngine: false };
}

async function statusWhere(
  { engine }: Services,
  signal: AbortSignal,
  isWanted: (state: EngineState) => boolean,
): Promise<EngineStatus | undefined> {
  for await (const status of engine.watch({}, signal)) if (isWanted(status.state)) return status;
  return undefined;
}

const stateWhere = async (...asked: Parameters<typeof statusWhere>): Promise<EngineState | undefined> =>
  (await statusWhere(...asked))?.state;

async function selectOwn({ contexts }: Services, selected: Context, signal: AbortSignal): Promise<void> {
  if (selected.source === 'own-engine') return;
  for await (const list of contexts.watch({}, signal)) {
    const own = list.find(({ source }) => source === 'own-engine');
    const stillSelected = list.find(({ isSelected }) => isSelected)?.name === selected.name;
    if (!stillSelected) return; // the person has chosen meanwhile
    if (own) return contexts.select({ context: own.name }, signal);
  }
}
