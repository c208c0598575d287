import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ComposeFileState } from '../../../contract/model/composeFile.ts';
import { watchPath } from '../../contexts/watchPath.ts';
import { readText, revisionOf } from './readText.ts';

/** An editor writes in several steps; the last one counts. */
const SETTLE_MS = 40;

/**
 * The state of the file, then each other one. The folder is watched, not the file: many programs put a new file in
 * place of the old one. Ends with the signal, and with it the watching.
 */
export async function* watchFile(file: string, signal: AbortSignal): AsyncGenerator<ComposeFileState> {
  let hasChanged = true;
  let wake = () => {};
  const changed = () => {
    hasChanged = true;
    wake();
  };
  const target = await realpath(file).catch(() => file);
  const stops = [...new Set([file, target])].map((watched) => watchPath(path.normalize(watched), changed));
  signal.addEventListener('abort', changed, { once: true });
  try {
    for (let sent: string | undefined | null = null; !signal.aborted;) {
      if (!hasChanged) await new Promise<void>((resolve) => (wake = resolve));
      if (sent !== null) await pause(SETTLE_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      hasChanged = false;
      const now = await stateOf(file);
      if (now === sent) continue;
      sent = now;
      yield now === undefined ? {} : { revision: now };
    }
  } finally {
    signal.removeEventListener('abort', changed);
    for (const stop of stops) stop();
  }
}

/** One that cannot be read any more is another state too, whatever the reason. */
async function stateOf(file: string): Promise<string | undefined> {
  try {
    return (await readText(file))?.revision;
  } catch (thrown) {
    return revisionOf(Buffer.from(String(thrown)));
  }
}
