import type { RunSettings } from '../../../contract/model/run.ts';
import type { GetConnection } from '../../docker/connection.ts';
import type { ContainerHistory } from '../../containerHistory/createHistory.ts';
import type { Host } from '../../host.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { Live } from '../../live/createLive.ts';
import type { ActivityRecorder } from '../activity.ts';

/** What the containers service is made of. */
export interface ContainersDeps {
  readonly getConnection: GetConnection;
  /** Keeps a context connected until the function that it gives is called. */
  hold(context: string): () => void;
  cliArgs(context: string): readonly string[];
  readonly live: Pick<Live, 'watchContainers' | 'container' | 'containers'>;
  readonly jobs: Jobs;
  readonly activity: ActivityRecorder;
  readonly host: Pick<Host, 'offerFile'>;
  /** Where there is one, what is removed can be made again. */
  readonly history?: ContainerHistory;
  /** Told the settings of a run that succeeded. */
  readonly remember?: (settings: RunSettings) => void;
}
