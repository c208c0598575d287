import type { AppError } from '../errors.ts';

/** One setting of a container, in words. */
export interface SettingRow {
  /** What it is, whatever it is called: `Env.PATH`, `HostConfig.Memory`. */
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly value: string;
  /** An environment variable: it may be a secret. */
  readonly isVariable?: boolean;
}

/** Old → new. Without `before` it was added, without `after` taken away. */
export interface SettingChange {
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly isVariable?: boolean;
  readonly before?: string;
  readonly after?: string;
}
