import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppFailure, toAppError } from '../../contract/errors.ts';
import type { Host } from '../host.ts';

type OfferedFile = Parameters<Host['offerFile']>[0];

interface Ticket {
  readonly file: OfferedFile;
  readonly finished: (result: { readonly sizeBytes: number }) => void;
  readonly failed: (reason: unknown) => void;
  readonly expiry: NodeJS.Timeout;
}

const VALID_MS = 60_000;
const CANCELLED = new AppFailure({ code: 'cancelled', message: 'The download was given up.' });

export interface Downloads {
  /** What main asks of the shell, when the shell is a browser. */
  readonly host: Host;
  /** Sends the file of a ticket; false when there is no such ticket (any more). */
  send(id: string, response: ServerResponse): Promise<boolean>;
}

/** Files go to the browser by an address that nobody can guess, that works once, and for a minute. */
export function createDownloads(): Downloads {
  const tickets = new Map<string, Ticket>();

  async function offerFile(file: OfferedFile) {
    const id = randomBytes(32).toString('base64url');
    const finished = new Promise<{ readonly sizeBytes: number }>((resolve, reject) => {
      const expiry = setTimeout(() => {
        tickets.delete(id);
        reject(CANCELLED);
      }, VALID_MS);
      expiry.unref();
      tickets.set(id, { file, finished: resolve, failed: reject, expiry });
    });
    finished.catch(() => {}); // told to who asks; nobody has to
    return { downloadUrl: `/download/${id}`, finished };
  }

  async function send(id: string, response: ServerResponse): Promise<boolean> {
    const ticket = tickets.get(id);
    if (!ticket) return false;
    tickets.delete(id);
    clearTimeout(ticket.expiry);
    response.setHeader('Content-Type', 'application/octet-stream');
    response.setHeader('Content-Disposition', disposition(ticket.file.name));
    response.setHeader('Cache-Control', 'no-store');
    const abort = new AbortController();
    let sizeBytes = 0;
    // The browser shows how far it is, and nothing has to be cut into chunks.
    if (ticket.file.sizeBytes !== undefined) response.setHeader('Content-Length', ticket.file.sizeBytes);
    try {
      const bytes = ticket.file.open(abort.signal);
      const body =
        bytes instanceof Readable ? bytes : Readable.from(bytes, { objectMode: false, highWaterMark: 64 * 1024 });
      body.on('data', (chunk: Buffer) => (sizeBytes += chunk.length));
      // Waits for the browser before it asks for more; closes the source when the browser goes away.
      await pipeline(body, response);
      ticket.finished({ sizeBytes });
    } catch (thrown) {
      abort.abort();
      const isGivenUp = (thrown as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';
      ticket.failed(isGivenUp ? CANCELLED : new AppFailure(toAppError(thrown)));
      response.destroy(); // a file cut short must not look whole
    }
    return true;
  }

  return { host: { mode: 'browser', offerFile }, send };
}

/** RFC 6266: a plain name for old clients, the true one beside it. */
function disposition(name: string): string {
  const plain = name.replace(/[^\w.\- ]/g, '_');
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
