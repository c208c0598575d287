import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContexts } from '../../contexts/createContexts.ts';
import { createJobs } from '../../jobs/createJobs.ts';
import { createLive } from '../../live/createLive.ts';
import { type Journal, openJournal } from '../../recreate/journal.ts';
import { createLiveChanges } from '../liveChanges.ts';
import { LiveOperation } from '../liveOperation.ts';
import type { LiveStep } from '../liveSteps.ts';

export interface LiveDeath {
  readonly socketPath: string;
  readonly dir: string;
  readonly containerId: string;
  readonly name: string;
  readonly steps: readonly LiveStep[];
  /** At the note of this step: before it is on the disk, so that the one before has been done; or just after. */
  readonly at: number;
  readonly isGoingBack: boolean;
  readonly when: 'before' | 'after';
}

/** Live changes as the app has them, with a look at each note. Must be closed. */
export async function openLiveChanges(
  socketPath: string,
  dir: string,
  note: { before?: (operation: LiveOperation) => void; after?: (operation: LiveOperation) => void } = {},
) {
  const home = await mkdtemp(join(tmpdir(), 'gantry-live-change-'));
  const live = createLive();
  const contexts = await createContexts({
    env: { HOME: home, XDG_RUNTIME_DIR: home, DOCKER_HOST: `unix://${socketPath}` },
    runDir: join(home, 'run'),
    selection: { remembered: undefined, remember: async () => {} },
    follow: live.follow,
    onLost: live.lose,
  });
  const real = openJournal(dir, LiveOperation);
  const journal: Journal<LiveOperation> = {
    ...real,
    async write(operation) {
      note.before?.(operation);
      await real.write(operation);
      note.after?.(operation);
    },
  };
  const jobs = createJobs();
  const { getConnection, hold } = contexts;
  const changes = createLiveChanges({ journal, getConnection, hold, jobs });
  await changes.begin();
  return {
    changes,
    jobs,
    connect: () => getConnection('default'),
    async close() {
      await jobs.close();
      changes.close();
      contexts.close();
      live.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Changes a container live, and is killed in the middle of it: run it in a process of its own. */
export async function changeLiveAndDie({
  socketPath,
  dir,
  at,
  isGoingBack,
  when,
  ...change
}: LiveDeath): Promise<void> {
  const die = (operation: LiveOperation) => {
    if (operation.at === at && operation.isGoingBack === isGoingBack) process.kill(process.pid, 'SIGKILL');
  };
  const { changes, connect } = await openLiveChanges(socketPath, dir, { [when]: die });
  await changes.apply(await connect(), { title: `Change ${change.name}`, ...change }, () => undefined);
}
