import { stat } from 'node:fs/promises';
import { AppFailure } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';
import { followNotices } from '../notifications/notices.ts';
import { watchOpenEngine } from '../notifications/openEngine.ts';
import type { Archives } from '../shell/openPath.ts';
import type { ShellRequests } from '../shell/requests.ts';
import type { SettingsStore } from '../storage/settings.ts';

export interface ShellParts {
  readonly requests: ShellRequests;
  readonly archives: Archives;
  readonly settings: Pick<SettingsStore, 'current'>;
  /** Those of the same app; they are there once somebody asks. */
  readonly services: () => {
    readonly contexts: Pick<ServiceOf<'contexts'>, 'watch'>;
    readonly containers: Pick<ServiceOf<'containers'>, 'watch'>;
    readonly jobs: Pick<ServiceOf<'jobs'>, 'watch'>;
    readonly images: Pick<ServiceOf<'images'>, 'load'>;
  };
  readonly readFiles: (uploadId: string, files: readonly string[]) => Promise<void>;
}

/** Between the page and what is around it. */
export function createShellService(parts: ShellParts): ServiceOf<'shell'> {
  const { requests, archives, settings, services, readFiles } = parts;
  return {
    requests: (_input, signal) => requests.read(signal),
    async loadImage({ context, token }, signal) {
      const file = archives.take(token);
      if (file === undefined) throw goneFile();
      const fileName = file.split(/[\\/]/).at(-1) ?? file;
      const { size: sizeBytes } = await stat(file);
      const { jobId, uploadId } = await services().images.load({ context, fileName, sizeBytes }, signal);
      readFiles(uploadId, [file]).catch(() => {}); // the job tells how it went
      return { jobId };
    },
    notices: (_input, signal) =>
      followNotices(
        {
          choices: () => settings.current().notifications,
          watchJobs: (until) => services().jobs.watch({}, until),
          watchContainers: (until) =>
            watchOpenEngine(
              {
                contexts: (one) => services().contexts.watch({}, one),
                watch: (context, one) => services().containers.watch({ context }, one),
              },
              until,
            ),
        },
        signal,
      ),
  };
}

const goneFile = () =>
  new AppFailure({ code: 'not-found', message: 'This file was taken already.', hint: 'Open it again.' });
