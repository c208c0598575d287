import { StringDecoder } from 'node:string_decoder';
import { followLog } from '../../native/log.ts';
import type { GuestLink } from './link.ts';

export interface GuestLogOptions {
  readonly tail: number;
  readonly signal: AbortSignal;
}

/** dockerd's log in the guest: the last lines, then as they are written. Throws when the guest cannot be asked. */
export async function* followGuestLog(
  link: Pick<GuestLink, 'begin'>,
  { tail, signal }: GuestLogOptions,
): AsyncGenerator<readonly string[]> {
  const count = Math.max(0, Math.floor(tail));
  // It would wait for a line that never comes; that we have gone is seen by the end of what it reads.
  const { io, stderr } = await link.begin(`tail -n ${count} -F /run/log/dockerd.log & cat >/dev/null; kill $!`);
  stderr.resume();
  const end = () => io.destroy();
  signal.addEventListener('abort', end);
  try {
    if (signal.aborted) return;
    let rest = '';
    const decoder = new StringDecoder('utf8');
    for await (const chunk of io) {
      const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
      rest = lines.pop() ?? '';
      if (lines.length > 0) yield lines;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', end);
    io.destroy();
  }
}

/** The same where the guest can be asked; else what it last said on its serial port, which needs nothing to answer. */
export async function* engineLog(
  link: Pick<GuestLink, 'begin'> | undefined,
  serialLog: string,
  options: GuestLogOptions,
): AsyncGenerator<readonly string[]> {
  if (link) {
    let isSilent = true;
    try {
      for await (const lines of followGuestLog(link, options)) {
        isSilent = false;
        yield lines;
      }
    } catch {
      // Below is what can be had without it.
    }
    if (options.signal.aborted || !isSilent) return;
  }
  yield* followLog(serialLog, options.tail, options.signal);
}
