import type { GetConnection } from '../docker/connection.ts';
import type { Host } from '../host.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Live } from '../live/createLive.ts';
import type { ActivityRecorder } from '../services/activity.ts';
import type { Uploads } from '../services/uploads.ts';
import type { VolumeStore } from './store/volumeStore.ts';
import type { WorkLog } from './work/workLog.ts';

/** What work on volumes is made of. */
export interface VolumesDeps {
  readonly getConnection: GetConnection;
  /** Keeps a context connected until the function that it gives is called. */
  readonly hold: (context: string) => () => void;
  readonly cliArgs: (context: string) => readonly string[];
  readonly live: Pick<Live, 'watchVolumes' | 'watchContainers'>;
  readonly jobs: Jobs;
  readonly activity: ActivityRecorder;
  readonly host: Pick<Host, 'offerFile'>;
  readonly uploads: Uploads;
  /** Before a volume is removed: who only looks at its files lets go of it. */
  readonly letGo?: (context: string, name: string) => Promise<void>;
  readonly store: VolumeStore;
  readonly work: WorkLog;
  /** For archives that the page sends, until they are checked. */
  readonly spoolDir: string;
}
