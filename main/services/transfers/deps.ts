import type { GetConnection } from '../../docker/connection.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { Registries } from '../../registries/index.ts';
import type { ActivityRecorder } from '../activity.ts';

/** What transfers are made of. */
export interface TransferDeps {
  readonly getConnection: GetConnection;
  readonly cliArgs: (context: string) => readonly string[];
  readonly jobs: Jobs;
  readonly activity: ActivityRecorder;
  /** As the person is signed in to them. */
  readonly registries: Registries;
}
