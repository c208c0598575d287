/** Settings that come from elsewhere: a preset, a pasted command, another container. */
export interface Origin {
  /** “From the preset “Cache”.” */
  readonly text: string;
  /** What the person should know about them, a line each. */
  readonly remarks?: readonly string[];
  /** Variables whose values were not kept. */
  readonly leftOut?: readonly string[];
}
