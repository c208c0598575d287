import type { ComposePath } from '../compose/edit.ts';
import type { StackFiles } from './stack.ts';

/** A Compose file on this computer, and what its folder says about it. */
export interface ComposeFile {
  /** Absolute; of the file itself where a folder was given. */
  readonly path: string;
  readonly folder: string;
  /** Every character as it is on the disk: line ends and a byte order mark are part of it. */
  readonly text: string;
  /** Of what is on the disk: the hash of its bytes. Absent while there is no such file yet. */
  readonly revision?: string;
  readonly modifiedAt?: number;
  readonly isReadOnly: boolean;
  /** How `docker compose` would be called in this folder, for a file that belongs to no stack that is known. */
  readonly stack: StackFiles;
  /** Names in the folder, folders with `/` at their end; the first few hundred. */
  readonly folderEntries: readonly string[];
}

export interface SavedComposeFile {
  readonly revision: string;
  readonly modifiedAt: number;
}

/** What is on the disk at the moment; without a revision: nothing. */
export interface ComposeFileState {
  readonly revision?: string;
}

/** One thing that `docker compose config` said. */
export interface ComposeFinding {
  readonly severity: 'error' | 'warning';
  /** Compose's own words; `-` and temporary names are replaced by the file's. */
  readonly message: string;
  /** Which of the files it is about, where that was said. */
  readonly file?: string;
  /** Counted from 1, where that was said. */
  readonly line?: number;
  /** `services.web.restart`, where that was said. */
  readonly path?: ComposePath;
}

export interface ComposeCheck {
  readonly findings: readonly ComposeFinding[];
  /** What `docker compose config --format json` made of it; absent when it refused. */
  readonly config?: { readonly [key: string]: unknown };
  /** What could not be looked at, in words. */
  readonly notes: readonly string[];
  readonly durationMs: number;
}

export type VariableSource =
  /** Of the process that runs Compose: that is Gantry. */
  | { readonly type: 'environment' }
  | { readonly type: 'env-file'; readonly path: string; readonly line: number }
  /** Compose sets it by itself, as `COMPOSE_PROJECT_NAME`. */
  | { readonly type: 'compose' }
  | { readonly type: 'unset' };

/** What `${name}` stands for in the files of a stack, by Compose's own reading. */
export interface ComposeVariable {
  readonly name: string;
  /** Absent where it is unset, and where it is a secret. */
  readonly value?: string;
  /** Its name or its form says that nobody should read it over the shoulder: main keeps it to itself. */
  readonly isSecret: boolean;
  readonly source: VariableSource;
}
