import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import type { EngineChoices, EnginePlace } from '../../contract/model/engineVm.ts';
import type { Engine, OwnEngine, VmEngine } from '../lifecycle/api.ts';
import { createEngine } from '../lifecycle/engine.ts';
import { createEmulation } from '../vm/emulation/guestEmulators.ts';
import { createVmEngine } from '../vm/engine/createVmEngine.ts';
import { guestNames } from '../vm/names/guestNames.ts';
import { foldersOf } from '../vm/shares/folders.ts';
import { createFolderSharing } from '../vm/shares/sharing.ts';
import { guestDir, hypervisorDir } from './bundled.ts';

export interface OwnEngineOptions {
  /** The app's: each place has a folder of its own in it, with data of its own. */
  readonly dataDir: string;
  /** What came with an installed app, if it is one. */
  readonly resourcesDir?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly choices: {
    current(): EngineChoices;
    /** Resolves when it is kept. */
    save(choices: EngineChoices): Promise<void>;
  };
  /** Others to test with. */
  readonly native?: Engine;
  readonly vm?: VmEngine;
}

export const placesOn = (platform: NodeJS.Platform): readonly EnginePlace[] =>
  platform === 'linux' ? ['native', 'vm'] : ['vm'];

/**
 * The app's own engine: on Linux on the system itself or in a VM, as the person chose; elsewhere in a VM. Only one of the two
 * is looked after; who chooses the other stops the first. Their data is apart, so nothing of either is lost or moved.
 */
export function createOwnEngine({
  dataDir,
  resourcesDir,
  env,
  platform,
  choices,
  ...given
}: OwnEngineOptions): OwnEngine {
  const places = placesOn(platform);
  const sharing = createFolderSharing(() => foldersOf(choices.current().vm), platform);
  const emulation = createEmulation({
    guestDir: guestDir(env),
    isWanted: () => choices.current().vm.emulates,
  });
  const vm =
    given.vm ??
    createVmEngine({
      ...{ dir: path.join(dataDir, 'engine-vm'), env, platform },
      guestDir: guestDir(env),
      bundledDir: hypervisorDir(env),
      choices: () => choices.current().vm,
      shares: () => foldersOf(choices.current().vm),
      services: [sharing.service, guestNames(), emulation.service],
    });
  const native =
    given.native ??
    createEngine({
      dir: path.join(dataDir, 'engine'),
      bundleDir: resourcesDir && path.join(resourcesDir, 'engine'),
      env,
    });
  const first = choices.current().place;
  let place: EnginePlace = first && places.includes(first) ? first : (places[0] ?? 'vm');
  /** Aborted when the other one takes its place: who follows the one goes on with the other. */
  let moved = new AbortController();
  const closing = new AbortController();
  const current = (): Engine => (place === 'vm' ? vm : native);
  let moving: Promise<unknown> = Promise.resolve();

  const move = async (to: EnginePlace) => {
    if (to === place) return;
    if (!places.includes(to)) throw notHere(to);
    await current().ready();
    const { type } = current().status.state;
    // One that failed may have left containers running.
    if (type !== 'absent' && type !== 'stopped') await current().stop();
    await choices.save({ ...choices.current(), place: to });
    place = to;
    const before = moved;
    moved = new AbortController();
    before.abort();
  };

  return {
    get place() {
      return place;
    },
    get endpoint() {
      return current().endpoint;
    },
    get socketPath() {
      return current().socketPath;
    },
    get status() {
      return { ...current().status, places };
    },
    /** They are programs of this machine, whichever engine they are for. */
    get tools() {
      return native.tools;
    },
    vm,
    applyChoices: async () => {
      await sharing.update();
      await emulation.update();
    },
    choosePlace: (to) => {
      const turn = moving.then(() => move(to));
      moving = turn.catch(() => {});
      return turn;
    },
    ready: () => current().ready(),
    watch: async function* (signal) {
      while (!signal.aborted && !closing.signal.aborted) {
        const until = AbortSignal.any([signal, moved.signal, closing.signal]);
        for await (const status of current().watch(until)) yield { ...status, places };
        if (!until.aborted) return;
      }
    },
    requirements: () => current().requirements(),
    requirementsIn: (one) => (one === 'vm' ? vm : native).requirements(),
    install: (options) => current().install(options),
    start: () => current().start(),
    stop: () => current().stop(),
    restart: () => current().restart(),
    reset: () => current().reset(),
    setDebug: (isDebug) => current().setDebug(isDebug),
    settings: () => current().settings(),
    saveSettings: (text) => current().saveSettings(text),
    log: ({ tail, signal }) => current().log({ tail, signal: AbortSignal.any([signal, moved.signal]) }),
    close: async () => {
      closing.abort();
      await Promise.all([native.close(), vm.close()]);
    },
  };
}

const notHere = (place: EnginePlace) =>
  new AppFailure({
    code: 'unsupported',
    message:
      place === 'native' ? 'Without a VM the engine runs on Linux only.' : 'On this system the engine runs in no VM.',
    hint: 'Use the engine in a VM.',
  });
