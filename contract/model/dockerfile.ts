/** A Dockerfile on this computer, and what its folder says about it. */
export interface DockerfileFile {
  /** Absolute; of the file itself where a folder was given. */
  readonly path: string;
  readonly folder: string;
  /** Lines end with `\n`, whatever they end with on the disk. */
  readonly text: string;
  /** Of what is on the disk; absent while there is no such file yet. */
  readonly hash?: string;
  readonly modifiedAt?: number;
  readonly isReadOnly: boolean;
  readonly lineEnding: 'lf' | 'crlf' | 'mixed';
  /** Names in the folder, folders with `/` at their end; the first few hundred. */
  readonly folderEntries: readonly string[];
  /** `.dockerignore`, or `<Dockerfile>.dockerignore`, which goes before it. */
  readonly hasIgnoreFile: boolean;
}

export interface SavedDockerfile {
  readonly hash: string;
  readonly modifiedAt: number;
}

/** One finding of BuildKit's own checks. */
export interface CheckFinding {
  /** `JSONArgsRecommended`; `BuildError` where the build itself would stop. */
  readonly ruleName: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** What the rule is for. */
  readonly description?: string;
  readonly url?: string;
  /** Counted from 1; absent where it is about the whole file. */
  readonly startLine?: number;
  readonly endLine?: number;
}

export interface DockerfileCheck {
  readonly findings: readonly CheckFinding[];
  /** What the checks could not look at, in words. */
  readonly notes: readonly string[];
  readonly durationMs: number;
}
