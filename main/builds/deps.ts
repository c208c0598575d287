import type { GetConnection } from '../docker/connection.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { ActivityRecorder } from '../services/activity.ts';
import type { SettingsStore } from '../storage/settings.ts';

export interface BuildsDeps {
  /** Where builds are kept. */
  readonly dir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The buildx that came with the app's own engine. */
  readonly ownBuildx: () => string | undefined;
  readonly getConnection: GetConnection;
  readonly cliArgs: (context: string) => readonly string[];
  /** What buildx is run with, where that is not what a person would type. */
  readonly programArgs: (context: string) => readonly string[];
  readonly jobs: Jobs;
  readonly activity: ActivityRecorder;
  readonly settings: Pick<SettingsStore, 'current'>;
}
