import { z } from 'zod';
import type { DockerfileCheck, DockerfileFile, SavedDockerfile } from '../model/dockerfile.ts';
import { call } from '../rpc/define.ts';

const MAX_TEXT = 1024 * 1024;
const path = z.string().min(1).max(4096);
const text = z.string().max(MAX_TEXT, 'A Dockerfile may have at most 1 MB.');

export const dockerfiles = {
  /** A file, or the `Dockerfile` of a folder; without `hash` where it is not there yet. Rejects with `invalid-input`. */
  read: call(z.object({ path })).returns<DockerfileFile>(),
  /**
   * Rejects with `conflict` when the file is no longer the one with `expectedHash` (absent: when there is one), unless
   * `overwrite` says that this is known.
   */
  save: call(
    z.object({ path, text, expectedHash: z.string().optional(), overwrite: z.boolean().default(false) }),
  ).returns<SavedDockerfile>(),
  /** BuildKit's own checks of this text, as if it were in that file. Nothing is built, and nothing is written. */
  check: call(z.object({ context: z.string().min(1), text, path })).returns<DockerfileCheck>(),
};
