/** A key of a map, or the place of an item in a sequence. */
export type PathKey = string | number;
export type ComposePath = readonly PathKey[];
export type ComposeValue =
  string | number | boolean | null | readonly ComposeValue[] | { readonly [key: string]: ComposeValue };

/** One change that a person means. Paths go by the text as the edits before it in the list have left it. */
export type ComposeEdit =
  /** Changes the value, or adds the last key of the path (and the maps on the way) where it is not there. */
  | { readonly op: 'set'; readonly path: ComposePath; readonly value: ComposeValue }
  /** The last key or item with it; what it leaves empty stays as `{}` or `[]` would. */
  | { readonly op: 'remove'; readonly path: ComposePath }
  /**
   * `path` is of a sequence, or with `key` of a map: before the item `index`; absent: at the end.
   * What is not there, or is empty, becomes a sequence or map of this one.
   */
  | {
      readonly op: 'insert';
      readonly path: ComposePath;
      readonly index?: number;
      readonly key?: string;
      readonly value: ComposeValue;
    }
  /** The last key of the path becomes `to`; its value and its place stay. */
  | { readonly op: 'rename'; readonly path: ComposePath; readonly to: string };

/** `from` and `to` are offsets (UTF-16 units) in the text before: what an editor applies. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Why an edit was not made, and the place to go to instead. */
export interface EditRefusal {
  readonly code: 'broken' | 'not-found' | 'alias' | 'merge' | 'anchor' | 'exists' | 'invalid' | 'unsafe';
  /** What stands in the way, in words. */
  readonly message: string;
  /** What can be done. */
  readonly hint?: string;
  /** Which of the edits, from 0. */
  readonly edit: number;
  /** Where the value comes from, where it is not here. */
  readonly place?: { readonly from: number; readonly to: number };
  /** The edits that do what was meant in another way (a local key, a copy of what was shared), where there is one. */
  readonly instead?: readonly ComposeEdit[];
}

export type EditOutcome =
  | { readonly ok: true; readonly text: string; readonly changes: readonly TextChange[] }
  | { readonly ok: false; readonly refusal: EditRefusal };
