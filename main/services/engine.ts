import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServiceOf } from '../../contract/index.ts';
import { AppFailure } from '../../contract/errors.ts';
import type { VmBelonging } from '../../contract/model/engineVm.ts';
import { type InstallProgress, type OwnEngine, assertShareable, readHoldings, runFix } from '../../engine/index.ts';
import type { OwnContext } from '../contexts/ownContext.ts';
import type { Host } from '../host.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { SettingsStore } from '../storage/settings.ts';

export interface EngineServiceParts {
  readonly engine: OwnEngine;
  readonly jobs: Jobs;
  readonly settings: Pick<SettingsStore, 'current' | 'update' | 'check'>;
  readonly host: Pick<Host, 'offerFile'>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Looks again which engines there are: the app's own has another address. */
  readonly rescan: () => Promise<void>;
  /** What the docker CLI knows of the engine. */
  readonly ownContext: Pick<OwnContext, 'dir' | 'remove'>;
}

/** The app's own engine. Installing is a job: it can be followed and cancelled, and outlives a closed window. */
export function createEngineService(parts: EngineServiceParts): ServiceOf<'engine'> {
  const { engine, jobs, settings, host, env, rescan, ownContext } = parts;
  return {
    watch: (_input, signal) => engine.watch(signal),
    requirements: () => engine.requirements(),
    install: async ({ source }) => ({
      jobId: jobs.start({ kind: 'engine', title: 'Install the engine' }, async (job, signal) => {
        let step = '';
        const onProgress = (progress: InstallProgress) => {
          job.update({
            message: progress.step,
            ...(progress.doneBytes !== undefined && { doneBytes: progress.doneBytes }),
            ...(progress.totalBytes !== undefined && { totalBytes: progress.totalBytes }),
          });
          if (progress.step !== step) job.log(progress.step);
          step = progress.step;
        };
        await engine.install({ source, signal, onProgress });
        for (const part of engine.status.parts) job.log(`${part.name} ${part.version} (${part.source})`);
        job.update({ message: 'Installed' });
        return undefined;
      }),
    }),
    start: () => engine.start(),
    stop: () => engine.stop(),
    restart: () => engine.restart(),
    setDebug: ({ isDebug }) => engine.setDebug(isDebug),
    settings: () => engine.settings(),
    saveSettings: ({ text }) => engine.saveSettings(text),
    log: ({ tail }, signal) => engine.log({ tail, signal }),
    choosePlace: async ({ place }) => {
      settings.check({ engine: { ...settings.current().engine, place } }); // before the other one is stopped
      await engine.choosePlace(place);
      await rescan();
    },
    vm: () => engine.vm.overview(),
    saveVm: async (vm) => {
      await assertShareable(vm.folders ?? []);
      await settings.update({ engine: { ...settings.current().engine, vm } });
      await engine.applyChoices();
    },
    chooseGuest: ({ guest }) => engine.vm.chooseGuest(guest),
    fix: async ({ requirement }) => {
      const fix = (await engine.requirements()).find(({ name }) => name === requirement)?.fix;
      if (!fix) throw nothingToMend();
      return { needsReboot: (await runFix(fix, { env })) === 'reboot-needed' };
    },
    vmBelongings: async () => {
      const dir = engine.place === 'vm' ? await ownContext.dir() : undefined;
      const context = dir === undefined ? [] : [await belonging('The docker CLI’s context “gantry”', dir)];
      return [...(await engine.vm.belongings()), ...context];
    },
    resetVm: async () => {
      await engine.vm.reset();
      if (engine.place === 'vm') await ownContext.remove();
    },
    holdings: () =>
      readHoldings(engine.socketPath).catch((thrown: Error) => {
        throw doesNotSay(thrown);
      }),
    reset: async () => {
      const ran = engine.status.state.type === 'running';
      await engine.reset();
      if (engine.place === 'vm') await ownContext.remove();
      if (ran) await engine.start();
    },
    diagnostics: async () => {
      const bytes = await engine.vm.diagnostics();
      const { downloadUrl, finished } = await host.offerFile({
        name: `gantry-engine-${new Date().toISOString().slice(0, 10)}.tar.gz`,
        sizeBytes: bytes.length,
        open: async function* () {
          yield bytes;
        },
      });
      finished.catch(() => {}); // Who gave it up knows.
      return downloadUrl === undefined ? {} : { downloadUrl };
    },
  };
}

const belonging = async (what: string, dir: string): Promise<VmBelonging> => ({
  ...{ what, path: dir, goesWithReset: true },
  sizeBytes: await stat(join(dir, 'meta.json')).then(
    ({ size }) => size,
    () => 0,
  ),
});

const doesNotSay = ({ message }: Error) =>
  new AppFailure({
    code: 'engine-unreachable',
    context: 'gantry',
    reason: 'refused',
    message: 'The engine does not say what it has.',
    hint: 'Start it to see what goes.',
    engineText: message,
  });

const nothingToMend = () =>
  new AppFailure({
    code: 'not-found',
    message: 'There is nothing to mend there any more.',
    hint: 'Look at the requirements again.',
  });
