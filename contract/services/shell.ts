import { z } from 'zod';
import type { Notice, ShellRequest } from '../model/shell.ts';
import { call, stream } from '../rpc/define.ts';

/** Between the page and what is around it: links, files and notifications of the system. */
export const shell = {
  /** What is asked of the page; each once, to whichever page reads first. What is asked while none does waits. */
  requests: stream(z.object({})).of<ShellRequest>(),
  /** Loads the images of a file that was opened: a job. Rejects with `not-found` when the token was used, or is none. */
  loadImage: call(z.object({ context: z.string().min(1), token: z.string().min(1).max(100) })).returns<{
    readonly jobId: string;
  }>(),
  /** What is worth telling, of what the settings leave on; from now on. */
  notices: stream(z.object({})).of<Notice>(),
};
