import type { GetConnection } from '../docker/connection.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { ActivityRecorder } from '../services/activity.ts';
import type { Compose } from './cli/createCompose.ts';

export interface StackRunsDeps {
  readonly compose: Compose;
  readonly getConnection: GetConnection;
  /** Keeps a context connected while a job runs. */
  readonly hold: (context: string) => () => void;
  readonly cliArgs: (context: string) => readonly string[];
  readonly jobs: Jobs;
  readonly activity: ActivityRecorder;
}
