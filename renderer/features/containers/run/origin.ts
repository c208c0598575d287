import type { BuildSettings } from '../../../../contract/model/build.ts';

/** Settings that come from elsewhere: a preset, a pasted command, another container. */
export interface Origin {
  /** “From the preset “Cache”.” */
  readonly text: string;
  /** What the person should know about them, a line each. */
  readonly remarks?: readonly string[];
  /** Variables whose values were not kept. */
  readonly leftOut?: readonly string[];
}

/** A pasted command builds an image: its form is another feature’s. */
export type OnBuild = (settings: BuildSettings, remarks: readonly string[]) => void;
