export interface FailedBuild {
  /** BuildKit's own words. */
  readonly message: string;
  /** `RUN make` */
  readonly instruction: string;
  readonly exitCode?: number | undefined;
  /** The end of the step's log. */
  readonly lastLines: readonly string[];
}

export interface Explanation {
  /** What went wrong, in words for the person. */
  readonly title: string;
  /** What to do. */
  readonly advice?: string;
}

export type Rule = (failed: FailedBuild) => Explanation | undefined;

/** A rule for a text in BuildKit’s words. */
export const says =
  (pattern: RegExp, make: (match: RegExpExecArray, instruction: string) => ReturnType<Rule>): Rule =>
  ({ message, instruction }) => {
    const match = pattern.exec(message);
    return match ? make(match, instruction) : undefined;
  };
