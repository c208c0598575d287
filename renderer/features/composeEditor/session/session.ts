import type { ComposeEdit, EditOutcome, TextChange } from '../../../../contract/compose/edit.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { ComposeCheck, ComposeFile, ComposeVariable } from '../../../../contract/model/composeFile.ts';
import type { StackFiles } from '../../../../contract/model/stack.ts';
import type { Analysis } from '../language/analysis.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What `docker compose config` makes of the text: asked when the typing has paused. */
export type CheckState =
  | { readonly type: 'none' }
  /** `isAsked`: a person pressed the button. */
  | { readonly type: 'running'; readonly isAsked: boolean }
  | { readonly type: 'failed'; readonly error: AppError }
  /** Of the text of `version`. */
  | { readonly type: 'done'; readonly check: ComposeCheck; readonly version: number };

/** What was typed in another life of this page and never saved. */
export interface Draft {
  readonly text: string;
  /** Of the file on the disk when the typing began; absent where there was none. */
  readonly revision?: string;
  /** Epoch ms. */
  readonly at: number;
}

/** Everything there is to show of an open file. A new object after each change; parts that have not changed stay the same. */
export interface SessionState {
  /** As it was opened or saved last. */
  readonly file: ComposeFile;
  readonly stack: StackFiles;
  /** One more for each change of the text, whoever made it. */
  readonly version: number;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Of the text of `analysis.version`, which may be older than `version` while one types. Absent at the very first. */
  readonly analysis?: Analysis & { readonly version: number };
  readonly check: CheckState;
  readonly variables: ReadonlyMap<string, ComposeVariable>;
  /** Somebody else changed the file while there is something here that is not saved. */
  readonly conflict?: { readonly text: string; readonly revision?: string };
  readonly saveError?: AppError;
  /** Offered until it is taken or dropped. */
  readonly draft?: Draft;
}

/**
 * A Compose file that is open, for all its views. Its text is the only truth, and CodeMirror's state holds it, also
 * while no text view is shown: so there is one undo for all views.
 *
 * A view (form, picture) is a component that is given the session:
 * 1. it reads with `useSession(session)`: `analysis` comes from a worker and may lag behind by some 100 ms;
 *    `session.text()` is always the text of now, to be read at once where that is cheap enough;
 * 2. it changes with `session.apply(edits)`, never by making text of its own. All edits of one call are one step of undo.
 *    Whoever gets a refusal shows its `message` and `hint`, and offers `reveal(refusal.place)` and `apply([refusal.instead])`;
 * 3. it never keeps a copy of the text or of what it read beyond one version.
 * Offsets are UTF-16 units in `text()`, whose lines end with `\n` also where those of the file end with `\r\n`.
 */
export interface ComposeSession {
  readonly path: string;
  state(this: void): SessionState;
  /** Called after each change of `state()`. Gives back how to stop that. */
  subscribe(this: void, listener: () => void): () => void;
  /** The text of now, without byte order mark. */
  text(this: void): string;
  /** Makes what a person means, as one step of undo, or changes nothing and says why. */
  apply(edits: readonly ComposeEdit[]): EditOutcome;
  /** Changes of the text as it is now, as one step of undo: what a rename or a merge has worked out by itself. */
  change(changes: readonly TextChange[]): void;
  /** Gives whether there was something. */
  undo(): boolean;
  redo(): boolean;
  /** The reading of the text of now; waits for the worker where it must. Rejects when the session is closed. */
  analysed(): Promise<Analysis>;
  /** Shows a place in the text, and opens the text view for it. */
  reveal(place: Span): void;
  /** The text view hears what is to be revealed. Gives back how to stop that. */
  onReveal(listener: (place: Span) => void): () => void;
  /** Gives whether it is saved. A conflict becomes `state().conflict`. */
  save(overwrite?: boolean): Promise<boolean>;
  /** Puts what is on the disk in place of what was typed; can be undone. */
  takeDisk(): Promise<void>;
  /** A conflict is settled by a text that was put together from both. */
  settle(text: string): void;
  takeDraft(): void;
  dropDraft(): void;
  /** Asks Compose now, and writes it into the activity log. */
  checkNow(): Promise<void>;
  /** Ends what is followed; what is not saved stays as a draft. */
  close(): void;
}
