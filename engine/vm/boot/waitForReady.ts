import { AppFailure } from '../../../contract/errors.ts';
import { followLog, readLogTail } from '../../native/log.ts';
import type { GuestReady, GuestWarning, VmEnd } from '../driver.ts';
import { type SerialLine, parseSerialLine } from './serialLine.ts';

export interface Boot {
  /** A file that holds what this start said, and nothing older. */
  readonly serialLog: string;
  readonly ended: Promise<VmEnd>;
  /** How long the guest may take; a hang then ends by itself, with its cause. */
  readonly budgetMs: number;
}

const TAIL_LINES = 40;
/** What a guest says between its last word of use and its end is not more than this. */
const LAST_LINES = 500;

/**
 * Resolves with the guest's READY line. Rejects with `cancelled`, or with what is known of why it does not come: what the
 * guest said, that its kernel panicked, that the VM ended, after which stage it stood still.
 */
export async function waitForReady({ serialLog, ended, budgetMs }: Boot, signal: AbortSignal): Promise<GuestReady> {
  if (signal.aborted) throw cancelled();
  const over = new AbortController();
  const heard: Heard = { isSilent: true, warnings: [] };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(hung(heard, budgetMs))), budgetMs);
  });
  const called = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(cancelled()), { once: true, signal: over.signal });
  });
  const gone = ended.then(async (end) => {
    await new Promise((resolve) => setTimeout(resolve, 100)); // Its last words may still be on their way to the file.
    for (const line of await readLogTail(serialLog, LAST_LINES)) hear(heard, parseSerialLine(line));
    throw new Error(`The VM ended while it started${end.message ? `: ${end.message}` : '.'}`);
  });
  const reading = read(serialLog, heard, over.signal);
  for (const one of [reading, late, called, gone]) one.catch(() => {}); // Who comes second is heard by nobody.
  try {
    return await Promise.race([reading, late, called, gone]);
  } catch (error) {
    if (error instanceof AppFailure) throw error;
    throw await failure((error as Error).message, serialLog, heard.code);
  } finally {
    over.abort();
    clearTimeout(timer);
    await reading.catch(() => {});
  }
}

interface Heard {
  isSilent: boolean;
  stage?: string;
  /** Why the guest says that it cannot go on, by name. */
  code?: string;
  readonly warnings: GuestWarning[];
}

async function read(serialLog: string, heard: Heard, signal: AbortSignal): Promise<GuestReady> {
  for await (const lines of followLog(serialLog, Number.MAX_SAFE_INTEGER, signal)) {
    for (const line of lines) {
      if (line.trim()) heard.isSilent = false;
      const said = parseSerialLine(line);
      if (said.type === 'ready') return { ...said.ready, warnings: heard.warnings };
      hear(heard, said);
    }
  }
  throw cancelled();
}

/** Keeps what is told on the way. Throws when the guest says that, and why, it will not get ready. */
function hear(heard: Heard, said: SerialLine): void {
  if (said.type === 'stage') heard.stage = said.stage;
  if (said.type === 'warning') heard.warnings.push(said.warning);
  if (said.type === 'panic') throw new Error(`The guest’s kernel gave up: ${said.message}`);
  if (said.type !== 'failed') return;
  if (said.code) heard.code = said.code;
  throw new Error(`The guest could not start: ${said.message}`);
}

function hung({ isSilent, stage }: Heard, budgetMs: number): string {
  const within = `within ${Math.round(budgetMs / 1000)} s`;
  if (isSilent)
    return `The VM’s kernel said nothing ${within}: it did not begin to start, or its serial port is silent.`;
  return `The VM was not ready ${within}${stage ? `; the last it did was “${stage}”` : ''}.`;
}

async function failure(message: string, serialLog: string, code: string | undefined): Promise<AppFailure> {
  const tail = (await readLogTail(serialLog, TAIL_LINES))
    .join('\n')
    .replaceAll(/[\r\0]/g, '')
    .trim();
  return new AppFailure({
    code: 'unexpected',
    message,
    hint: 'Start it again. If that does not help, the end of what it said (below) tells where it stopped; another driver may be chosen in the engine’s settings.',
    ...(tail && { engineText: tail }),
    detail: code ?? serialLog,
  });
}

const cancelled = () => new AppFailure({ code: 'cancelled', message: 'Cancelled.' });
