import { connect } from 'node:net';
import type { PortWay } from '../../contract/model/reach.ts';

const CONNECT_MS = 1500;
/** A program that speaks first has done so by then. */
const BANNER_MS = 400;
const ANSWER_MS = 1500;
const MOST_TEXT = 120;

type Outcome = NonNullable<PortWay['probe']>;

/**
 * Opens a TCP connection from this machine, asks for HTTP when nothing comes by itself, and closes it. Docker's proxy
 * takes every connection and closes it when the container does not: `closed`. Never rejects.
 */
export function connectFromHost(host: string, port: number, signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    let isUp = false;
    const timers: NodeJS.Timeout[] = [];
    const end = (outcome: Outcome) => {
      for (const timer of timers) clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      socket.removeAllListeners();
      socket.on('error', () => {}); // nobody asks any more
      socket.destroy();
      resolve(outcome);
    };
    const giveUp = () => end({ outcome: 'timeout', text: 'Cancelled.' });
    const later = (ms: number, then: () => void) => void timers.push(setTimeout(then, ms));
    signal.addEventListener('abort', giveUp, { once: true });
    later(CONNECT_MS, () => {
      if (!isUp) end({ outcome: 'timeout', text: 'No connection in time.' });
    });
    socket.on('connect', () => {
      isUp = true;
      later(BANNER_MS, () => socket.write('HEAD / HTTP/1.0\r\n\r\n'));
      later(BANNER_MS + ANSWER_MS, () =>
        end({ outcome: 'connects', text: 'The connection is made; nothing is said.' }),
      );
    });
    socket.on('data', (data) => {
      const [line = ''] = data.toString('latin1').split('\n');
      const text = line
        .replaceAll(/[^\x20-\x7E]+/g, ' ')
        .trim()
        .slice(0, MOST_TEXT);
      end({ outcome: 'answers', text: text || 'It answers in bytes.' });
    });
    socket.on('end', () => end({ outcome: 'closed', text: 'The connection is made, and closed at once.' }));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      end(
        isUp
          ? { outcome: 'closed', text: 'The connection is made, and cut at once.' }
          : error.code === 'ECONNREFUSED'
            ? { outcome: 'refused', text: 'The connection is refused.' }
            : { outcome: 'timeout', text: error.message },
      ),
    );
  });
}
