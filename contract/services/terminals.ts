import { z } from 'zod';
import { type Terminal, type TerminalOutput, TerminalTarget } from '../model/terminal.ts';
import { call, stream } from '../rpc/define.ts';

const terminal = z.object({ terminalId: z.string().min(1) });
const size = z.object({ columns: z.number().int().min(2).max(1000), rows: z.number().int().min(1).max(1000) });

export const terminals = {
  open: call(size.extend({ target: TerminalTarget })).returns<Terminal>(),
  list: call(z.object({})).returns<readonly Terminal[]>(),
  /** One reader at a time. What was printed while nobody read is kept (the last 256 KiB) and sent first. */
  output: stream(terminal).of<TerminalOutput>(),
  write: call(terminal.extend({ bytes: z.instanceof(Uint8Array) })).returns<void>(),
  resize: call(terminal.extend(size.shape)).returns<void>(),
  /** An exec ends with everything in its session; an attach only detaches. */
  close: call(terminal).returns<void>(),
};
