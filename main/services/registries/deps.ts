import type { GetConnection } from '../../docker/connection.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { Live } from '../../live/createLive.ts';
import type { HubLogin } from '../../registries/deviceCode.ts';
import type { Registries } from '../../registries/index.ts';
import type { SettingsStore } from '../../storage/settings.ts';
import type { ActivityRecorder } from '../activity.ts';

export interface RegistriesDeps {
  readonly registries: Registries;
  readonly settings: Pick<SettingsStore, 'current' | 'update' | 'subscribe'>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly getConnection: GetConnection;
  /** Keeps a context connected until the function that it gives is called. */
  readonly hold: (context: string) => () => void;
  readonly cliArgs: (context: string) => readonly string[];
  readonly live: Pick<Live, 'watchContainers' | 'containers'>;
  readonly jobs: Jobs;
  readonly activity: ActivityRecorder;
  /** Where Docker Hub's sign-in in the browser is; a test has its own. */
  readonly hubLogin?: HubLogin;
}
