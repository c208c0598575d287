import { spawn } from 'node:child_process';
import type { StackTarget } from '../../../contract/model/stackRun.ts';
import { linesOf } from '../../plugins/linesOf.ts';
import { type Compose, wordsFor } from '../cli/createCompose.ts';
import { parseComposeLine } from '../progress/composeLine.ts';
import { composeFailure } from './composeFailure.ts';

/** Lines of `docker compose events`, until the signal is aborted. Rejects with why it ended by itself. */
export async function* followEvents(compose: Compose, stack: StackTarget, signal: AbortSignal): AsyncGenerator<string> {
  const { program, env } = await compose.program(stack.context);
  signal.throwIfAborted();
  const child = spawn(program, wordsFor(stack, ['events']), {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const end = () => child.kill('SIGTERM');
  signal.addEventListener('abort', end, { once: true });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const ended = new Promise<number>((resolve, reject) => {
    child.once('close', (code) => resolve(code ?? 1));
    child.once('error', reject);
  });
  ended.catch(() => {}); // told below
  try {
    for await (const line of linesOf(child.stdout)) yield line;
    const code = await ended;
    if (signal.aborted || code === 0) return;
    throw composeFailure({ stack, lines: said.join('').split('\n').filter(Boolean).map(parseComposeLine) });
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}
