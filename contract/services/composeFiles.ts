import { z } from 'zod';
import type {
  ComposeCheck,
  ComposeFile,
  ComposeFileState,
  ComposeVariable,
  SavedComposeFile,
} from '../model/composeFile.ts';
import { StackFiles } from '../model/stack.ts';
import { call, stream } from '../rpc/define.ts';

const MAX_TEXT = 4 * 1024 * 1024;
const path = z.string().min(1).max(4096);
const text = z.string().max(MAX_TEXT, 'A Compose file may have at most 4 MB.');
const stack = StackFiles;

/** The files that stacks are made of: their text, and what Compose itself says of it. */
export const composeFiles = {
  /**
   * A file, or the Compose file of a folder (`compose.yaml` first, as Compose does); without `revision` where there is
   * none yet. Rejects with `invalid-input` what is no YAML by its name, not UTF-8 or too large.
   */
  open: call(z.object({ path })).returns<ComposeFile>(),
  /**
   * Writes exactly this text, as a whole or not at all; rights, owner and the link that leads to the file stay. Rejects
   * with `conflict` when the file is no longer the one with `expectedRevision` (absent: when there is one), unless
   * `overwrite` says that this is known.
   */
  save: call(
    z.object({ path, text, expectedRevision: z.string().optional(), overwrite: z.boolean().default(false) }),
  ).returns<SavedComposeFile>(),
  /**
   * A file of variables (`.env`, `*.env`, `.env.*`), to be read. Rejects with `invalid-input` what is not called so: a page
   * must not become a way to read any file.
   */
  openEnv: call(z.object({ path })).returns<{ readonly path: string; readonly text: string }>(),
  /** Begins with what is there; one item after each change of its bytes, also by editors that put a new file in its place. */
  watch: stream(z.object({ path })).of<ComposeFileState>(),
  /**
   * `docker compose config` of these files, some of them with a text that is not saved. Nothing is written beside them,
   * and no engine is asked. A refusal by Compose is a finding; rejects with `unsupported` where there is no Compose.
   */
  check: call(
    z.object({
      context: z.string().min(1),
      stack,
      overrides: z.array(z.object({ path, text })).max(50),
      /** A person pressed the button: then it is in the activity log. */
      isAsked: z.boolean().default(false),
    }),
  ).returns<ComposeCheck>(),
  /** What these variables stand for and where their values are from, in the order of the names. */
  variables: call(z.object({ stack, names: z.array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/)).max(2000) })).returns<
    readonly ComposeVariable[]
  >(),
};
