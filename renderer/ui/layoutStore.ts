/** Remembers sizes, columns and the like between visits. Values are plain JSON. */
export interface LayoutStore {
  /** What `write` was given last, the same object each time; undefined when there is none. */
  readonly read: (key: string) => unknown;
  readonly write: (key: string, value: unknown) => void;
  /** Called after any change, also one that another window made. */
  readonly subscribe: (listener: () => void) => () => void;
}
