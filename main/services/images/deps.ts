import type { Registries } from '../../registries/index.ts';
import type { GetConnection } from '../../docker/connection.ts';
import type { Host } from '../../host.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { Live } from '../../live/createLive.ts';
import type { ActivityRecorder } from '../activity.ts';
import type { Uploads } from '../uploads.ts';

/** What the images service is made of. */
export interface ImagesDeps {
  readonly getConnection: GetConnection;
  /** Keeps a context connected until the function that it gives is called. */
  readonly hold: (context: string) => () => void;
  readonly cliArgs: (context: string) => readonly string[];
  readonly live: Pick<Live, 'watchImages'>;
  readonly jobs: Jobs;
  readonly activity: ActivityRecorder;
  readonly host: Pick<Host, 'offerFile'>;
  readonly uploads: Uploads;
  /** As the person is signed in to them; the CLI’s own unless told. */
  readonly registries?: Registries;
}
