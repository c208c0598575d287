import type { GetConnection } from '../../docker/connection.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { Live } from '../../live/createLive.ts';
import type { ActivityRecorder } from '../activity.ts';

/** What the networks service is made of. */
export interface NetworksDeps {
  readonly getConnection: GetConnection;
  /** Keeps a context connected until the function that it gives is called. */
  readonly hold: (context: string) => () => void;
  readonly cliArgs: (context: string) => readonly string[];
  readonly live: Pick<Live, 'watchNetworks' | 'containers'>;
  readonly jobs: Jobs;
  readonly activity: ActivityRecorder;
}
