/** One file that puts a tool where shells look for it. */
export interface CliToolLink {
  readonly name: string;
  /** Where it is, or would be. */
  readonly path: string;
  /** `other`: something is there that Gantry did not put there, and that it leaves alone. */
  readonly state: 'absent' | 'ours' | 'other';
}

/** docker, compose and buildx for the person's own terminal. */
export interface CliToolsStatus {
  /** Why they cannot be linked now; absent where they can. */
  readonly unavailable?: string;
  readonly binDir: string;
  /** Whether shells that were started like this app look there. */
  readonly isOnPath: boolean;
  readonly links: readonly CliToolLink[];
  /** The `docker` that a shell finds now, where it is not ours. */
  readonly otherDocker?: string;
}
