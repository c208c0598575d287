import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { PartVersions } from '../../contract/model/update.ts';
import type { Engine } from '../../engine/index.ts';
import { bundledVersion } from '../../engine/index.ts';
import type { JobList } from '../jobs/createJobs.ts';
import type { UpdatesServiceParts } from '../services/updates.ts';
import type { UpdateSource } from './source.ts';
import { openUpdateRecord } from './updateRecord.ts';
import { createUpdates } from './updates.ts';

interface AppUpdatesParts {
  readonly version: string;
  readonly dataDir: string;
  readonly resourcesDir: string | undefined;
  readonly source: UpdateSource | undefined;
  readonly jobs: Pick<JobList, 'feed'>;
  readonly engine: Pick<Engine, 'ready' | 'status'>;
}

/** Updates of the app, and what versions the engine and the guest have beside it. */
export async function createAppUpdates(parts: AppUpdatesParts): Promise<UpdatesServiceParts> {
  const { version, dataDir, resourcesDir, source, jobs, engine } = parts;
  const runningJobs = () =>
    [...jobs.feed.values()].filter(({ state }) => state === 'running').map(({ title }) => title);
  return {
    updates: createUpdates({ version, source, record: await openUpdateRecord(dataDir, version), runningJobs }),
    async parts() {
      await engine.ready();
      const installed = engine.status.parts[0]?.version;
      const bundled = resourcesDir && (await bundledVersion(path.join(resourcesDir, 'engine')));
      const guest = resourcesDir && (await guestVersion(path.join(resourcesDir, 'guest')));
      return [
        { name: 'engine', ...(installed && { installed }), ...(bundled && { bundled }) },
        ...(guest ? [{ name: 'guest', bundled: guest } satisfies PartVersions] : []),
      ];
    },
  };
}

async function guestVersion(dir: string): Promise<string | undefined> {
  try {
    const text = await readFile(path.join(dir, 'manifest.json'), 'utf8');
    return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
  } catch {
    return undefined; // this package has none
  }
}
