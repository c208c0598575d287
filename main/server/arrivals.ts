import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Host } from '../host.ts';

type Receive = Parameters<NonNullable<Host['takeFile']>>[0];

interface Arrival {
  readonly receive: Receive;
  /** Hangs up on the browser that is still sending. */
  giveUp?: () => void;
}

export interface Arrivals {
  readonly takeFile: NonNullable<Host['takeFile']>;
  /** Takes what the browser sends to an address; false when there is no such address (any more). */
  receive(id: string, request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/**
 * Files come from the browser by an address that nobody can guess, that works once, and as long as somebody waits for
 * them. The browser reads them from the disk no faster than they are taken.
 */
export function createArrivals(): Arrivals {
  const arrivals = new Map<string, Arrival>();

  function takeFile(receive: Receive) {
    const id = randomBytes(32).toString('base64url');
    const arrival: Arrival = { receive };
    arrivals.set(id, arrival);
    return {
      uploadUrl: `/upload/${id}`,
      close() {
        arrivals.delete(id);
        arrival.giveUp?.();
      },
    };
  }

  async function receive(id: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const arrival = arrivals.get(id);
    if (!arrival) return false;
    arrivals.delete(id);
    const { socket } = request; // whoever gives up reading a request has it lose its socket, unclosed
    const cut = () => socket.destroy();
    arrival.giveUp = () => !request.complete && cut(); // a whole one is answered below
    try {
      await arrival.receive(request);
      response.writeHead(204).end();
    } catch {
      cut(); // the job that waited for it says why
    } finally {
      delete arrival.giveUp;
    }
    return true;
  }

  return { takeFile, receive };
}
