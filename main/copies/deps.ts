import type { Compose } from '../compose/cli/createCompose.ts';
import type { GetConnection } from '../docker/connection.ts';
import type { JobList } from '../jobs/createJobs.ts';
import type { Live } from '../live/createLive.ts';
import type { ActivityRecorder } from '../services/activity.ts';
import type { VolumesDeps } from '../volumes/deps.ts';
import type { Engines } from './imagePlan.ts';
import type { StackTarget } from '../../contract/model/stackRun.ts';

export interface CopiesDeps {
  readonly compose: Compose;
  readonly getConnection: GetConnection;
  /** Keeps a context connected until the function that it gives is called. */
  readonly hold: (context: string) => () => void;
  readonly cliArgs: (context: string) => readonly string[];
  readonly live: Pick<Live, 'containers'>;
  readonly jobs: Pick<JobList, 'start' | 'feed' | 'cancel'>;
  readonly activity: ActivityRecorder;
  readonly volumes: Pick<VolumesDeps, 'work' | 'store'>;
  /** `docker compose up` as a job; gives its id. */
  readonly startUp: (stack: StackTarget, signal: AbortSignal) => Promise<{ readonly jobId: string }>;
}

/** Both engines, side by side: one that does not answer is said before anything is begun. */
export async function openEngines(
  { getConnection }: Pick<CopiesDeps, 'getConnection'>,
  context: string,
  targetContext: string,
  signal: AbortSignal,
): Promise<Engines> {
  const [from, to] = await Promise.all([getConnection(context, signal), getConnection(targetContext, signal)]);
  return { from, to };
}
