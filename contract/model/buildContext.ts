/** A `FROM` of a Dockerfile. */
export interface DockerfileStage {
  /** As it is called in `--target`: its name, else its number. */
  readonly name: string;
  readonly isNamed: boolean;
  readonly from: string;
  readonly line: number;
}

/** An `ARG` of a Dockerfile. */
export interface DockerfileArg {
  readonly name: string;
  readonly defaultValue?: string;
  readonly line: number;
  /** Declared before the first `FROM`, so that images can be named with it. */
  readonly isGlobal: boolean;
}

/** What a build of a Dockerfile can be given. */
export interface DockerfileOutline {
  readonly stages: readonly DockerfileStage[];
  readonly args: readonly DockerfileArg[];
  /** Ids that `RUN --mount=type=secret` asks for. */
  readonly secretIds: readonly string[];
  readonly needsSsh: boolean;
}

/** A Dockerfile that is there, or one that was chosen and is not. */
export interface DockerfileFound {
  /** Relative to the context where it lies in it. */
  readonly path: string;
  readonly text: string;
  readonly outline: DockerfileOutline;
}

export interface FolderEntry {
  readonly name: string;
  readonly path: string;
  readonly hasDockerfile: boolean;
}

/** A folder of the computer that Gantry runs on, for a field that completes paths. */
export interface FolderListing {
  /** The folder that is listed: what was typed up to its last slash. */
  readonly path: string;
  readonly parent?: string;
  readonly folders: readonly FolderEntry[];
}

export interface ContextEntry {
  /** Relative to the context. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly isDirectory: boolean;
  readonly fileCount: number;
}

export interface ContextProblem {
  readonly path: string;
  readonly kind: 'unreadable' | 'leaves-context' | 'special';
  /** Of a symlink: where it leads. */
  readonly target?: string;
}

/** A line that would be worth having in `.dockerignore`. */
export interface IgnoreProposal {
  readonly pattern: string;
  readonly reason: string;
  readonly sizeBytes: number;
}

/** What a build of this folder would send. The last of the stream is complete. */
export interface ContextReport {
  readonly isComplete: boolean;
  /** There was more than is worth counting. */
  readonly isCut: boolean;
  readonly fileCount: number;
  readonly sizeBytes: number;
  /** Entries of the folder itself, the largest first. */
  readonly largest: readonly ContextEntry[];
  readonly problems: readonly ContextProblem[];
  readonly problemCount: number;
  /** Which file says what is left out, relative to the context or absolute; absent when there is none. */
  readonly ignoreFile?: string;
  readonly ignoredCount: number;
  /** Lines of that file that are no patterns. */
  readonly badPatterns: readonly string[];
  readonly proposals: readonly IgnoreProposal[];
}
