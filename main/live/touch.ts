/** What one event means for one thing of a list. */
export type Touch<T> =
  | { readonly type: 'removed'; readonly id: string }
  | {
      readonly type: 'changed';
      readonly id: string;
      /** The engine says it before its own list has it: asking at once may get the old answer. */
      readonly isEarly?: boolean;
      /** What the list must say from now on; an answer that contradicts is one from before the event. */
      readonly expects?: Expectation<T>;
    };

export interface Expectation<T> {
  /** A newer expectation of the same kind replaces an older one. */
  readonly kind: string;
  isMet(now: T): boolean;
}
