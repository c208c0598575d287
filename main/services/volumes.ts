import {
  copyVolumeCommand,
  createVolumeCommand,
  emptyVolumeCommand,
  renameVolumeCommand,
  withoutSecrets,
} from '../../contract/commands/volumeCommands.ts';
import { AppFailure } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';
import { askVolume, volumePath } from '../volumes/ask.ts';
import { readContents } from '../volumes/contents.ts';
import type { Volumes } from '../volumes/createVolumes.ts';
import { copyVolume, emptyVolume, renameVolume } from '../volumes/jobs/moves.ts';
import { resumeWork } from '../volumes/jobs/resume.ts';
import { startVolumeJob } from '../volumes/jobs/volumeJob.ts';
import { type SaidVolume, toVolume } from '../live/volumeList.ts';
import { usersOf } from '../volumes/users.ts';
import { createVolume } from '../volumes/volume.ts';
import { backupFolder, forgetBackup, startBackup, watchBackups } from './volumes/backups.ts';
import { planPrune, planRemoval } from './volumes/plan.ts';
import { removeVolumes } from './volumes/remove.ts';
import { startRestore } from './volumes/restores.ts';
import { measureVolumes } from './volumes/sizes.ts';

/** Volumes of any engine: what they are, who has them, and their contents in and out. */
export function createVolumesService(volumes: Volumes): ServiceOf<'volumes'> {
  const { deps, origins, schedules } = volumes;
  const { getConnection, cliArgs, store } = deps;
  return {
    async *watch({ context }, signal) {
      const release = deps.hold(context);
      origins.follow(context);
      volumes.sweep(context);
      try {
        for await (const change of deps.live.watchVolumes(context, signal)) {
          if (change.type === 'snapshot') {
            await origins
              .forgetOthers(
                context,
                change.items.map(({ name }) => name),
              )
              .catch(() => {});
          }
          yield change;
        }
      } finally {
        release();
      }
    },
    origins: async ({ context }) => origins.of(context),

    async inspect({ context, name }, signal) {
      const connection = await getConnection(context, signal);
      const [raw, users] = await Promise.all([
        askVolume<SaidVolume>(connection, name, { method: 'GET', path: volumePath(name), signal }),
        usersOf(connection, name, signal),
      ]);
      const origin = origins.of(context)[name];
      return { ...toVolume(raw), users, sizes: store.sizesOf(context, name), raw, ...(origin && { origin }) };
    },

    async drivers({ context }, signal) {
      const info = await askVolume<{ readonly Plugins?: { readonly Volume?: readonly string[] | null } }>(
        await getConnection(context, signal),
        '',
        { method: 'GET', path: '/info', signal },
      );
      return [...new Set(['local', ...(info.Plugins?.Volume ?? [])])];
    },

    async create({ context, settings }) {
      const connection = await getConnection(context);
      const title = settings.name === '' ? 'Create a volume' : `Create volume ${settings.name}`;
      const command = createVolumeCommand(withoutSecrets(settings), cliArgs(context));
      return {
        name: await deps.activity.record({ context, title, command }, () => createVolume(connection, settings)),
      };
    },

    measure: async ({ context }, signal) => measureVolumes(store, await getConnection(context, signal), signal),
    previewRemove: async ({ context, names }, signal) =>
      planRemoval({ store, origins }, await getConnection(context, signal), names, signal),
    previewPrune: async ({ context, all }, signal) =>
      planPrune({ store, origins }, await getConnection(context, signal), all, signal),
    remove: async ({ context, names }) => ({ jobId: removeVolumes(deps, context, names) }),
    async contents({ context, name }, signal) {
      await store.noteRun(); // its helper too may be left behind
      return readContents(await getConnection(context, signal), name, signal);
    },

    backup: (request, signal) => startBackup(deps, request, signal),
    backups: (_input, signal) => watchBackups(deps, signal),
    forgetBackup: ({ id, withFile }) => forgetBackup(deps, id, withFile),
    backupFolder: () => backupFolder(deps),
    restore: async (request) => startRestore(deps, request),

    async copy(request) {
      const { context, name, targetContext, targetName } = request;
      const isHere = context === targetContext;
      const title = isHere ? `Clone ${name} as ${targetName}` : `Copy ${name} to ${targetContext}`;
      const command = copyVolumeCommand(name, targetName, cliArgs(context), cliArgs(targetContext));
      // What it leaves is on the other engine.
      const spec = { title, context: targetContext, command, canRetry: true };
      const jobId = startVolumeJob(deps, spec, async (progress, job, signal) => {
        const releases = [context, targetContext].map(deps.hold);
        try {
          for (const note of await copyVolume(deps, request, progress, signal)) job.log(note);
        } finally {
          for (const release of releases) release();
        }
        job.update({ message: 'Copied, read back and compared' });
        return { type: 'volume', name: targetName };
      });
      return { jobId };
    },

    async rename(request) {
      const { context, name, newName } = request;
      const title = `Rename ${name} to ${newName}`;
      const command = renameVolumeCommand(name, newName, cliArgs(context));
      const jobId = startVolumeJob(deps, { title, context, command }, async (progress, job, signal) => {
        await renameVolume(deps, request, progress, signal);
        job.update({ message: `Everything is in ${newName} now` });
        return { type: 'volume', name: newName };
      });
      return { jobId };
    },

    async empty({ context, name }) {
      const command = emptyVolumeCommand(name, cliArgs(context));
      const jobId = startVolumeJob(
        deps,
        { title: `Empty ${name}`, context, command },
        async (progress, job, signal) => {
          await emptyVolume(deps, { context, name }, progress, signal);
          job.update({ message: 'Nothing is in it any more' });
          return { type: 'volume', name };
        },
      );
      return { jobId };
    },

    schedules: (_input, signal) => store.schedules.watch(signal),
    setSchedule: async (input) => ({ id: (await schedules.set(input)).id }),
    removeSchedule: ({ id }) => schedules.remove(id),
    runSchedule: async ({ id }) => ({ jobId: schedules.run(id) }),

    unfinished: (_input, signal) => deps.work.unfinished.watch(signal),
    async resume({ id }) {
      const work = await deps.work.takeUp(id);
      if (!work) throw gone();
      const { context, volume, wayOn } = work.record;
      const title = `Take up what was cut off: ${volume}`;
      const jobId = startVolumeJob(deps, { title, context, command: '' }, async (progress, job, signal) => {
        await resumeWork(deps, work, progress, signal);
        job.update({ message: wayOn });
        return undefined;
      });
      return { jobId };
    },
  };
}

const gone = () =>
  new AppFailure({
    code: 'not-found',
    message: 'There is nothing to be taken up any more.',
    hint: 'It was done meanwhile.',
  });
