import { z } from 'zod';
import { ContainerRef } from './container.ts';

export const TerminalTarget = z.discriminatedUnion('type', [
  /** A shell beside the main process. Without `shell` the first of bash, ash, sh that is there. */
  z.object({
    type: z.literal('exec'),
    ref: ContainerRef,
    shell: z.string().optional(),
    user: z.string().optional(),
    workingDir: z.string().optional(),
  }),
  /** The main process itself; leaving does not stop it. */
  z.object({ type: z.literal('attach'), ref: ContainerRef }),
]);
export type TerminalTarget = z.infer<typeof TerminalTarget>;

export interface Terminal {
  readonly id: string;
  readonly target: TerminalTarget;
  /** What runs in it: `/bin/bash`, or the container's own command. */
  readonly program: string;
  readonly openedAt: number;
  /** Of a main process that is attached to, epoch ms: a later one is another process. */
  readonly processStartedAt?: number;
  readonly command: string;
}

/** What comes out of a terminal; `exit` is the last. */
export type TerminalOutput =
  | { readonly type: 'data'; readonly bytes: Uint8Array }
  | { readonly type: 'exit'; readonly exitCode?: number; readonly message: string };
