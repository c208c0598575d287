import type { Release, UpdateChannel } from '../../contract/model/update.ts';

/** How a shell replaces the app that runs; Electron's is `app/updates`, browser mode has none. */
export interface UpdateSource {
  /** Why this copy cannot be replaced from within; undefined where it can. */
  readonly unsupported?: string;
  /** The newest version on the channel; undefined where none is newer than what runs. */
  check(channel: UpdateChannel): Promise<Release | undefined>;
  /** A version by its name, older ones too. Rejects with `not-found`. */
  find(version: string): Promise<Release>;
  /** Gets what `check` or `find` gave last, and checks its signature: rejects where that is not ours. */
  download(onPercent: (percent: number) => void, signal: AbortSignal): Promise<void>;
  /** Ends the app and replaces it. */
  install(): void;
}
