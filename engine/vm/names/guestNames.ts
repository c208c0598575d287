import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { GuestService, ServedGuest } from '../engine/guestService.ts';
import type { GuestLink } from '../engine/link.ts';
import { createLookUp, type LookUp } from './lookUp.ts';
import { openNameServer } from './server.ts';

/** This machine as the guest sees it in QEMU's user network, whose own server knows one server of this machine and no more. */
const HOST_IP = '10.0.2.2';
const ENGINE_MS = 180_000;
const AGAIN_MS = 2_000;
/** Its network has names by itself. */
const NOT_HERE = 3;

/**
 * Names are found in the guest, and in its containers, as this machine's own programs find them, for as long as the app is
 * there; then as the hypervisor's network offers. For QEMU: the other hypervisors ask the system by themselves.
 */
export function guestNames(lookUp: LookUp = createLookUp(HOST_IP)): GuestService {
  return {
    name: 'names',
    serve: async ({ link, signal }: ServedGuest) => {
      const server = await openNameServer(lookUp);
      const closing = new AbortController();
      void keepAsked(link, server.port, AbortSignal.any([signal, closing.signal]));
      return () => {
        closing.abort();
        server.close();
      };
    },
  };
}

/** Tells the guest whom to ask, again after each lost connection. Not before the engine is up, which has a start to make. */
async function keepAsked(link: GuestLink, port: number, signal: AbortSignal): Promise<void> {
  await engineAnswers(link).catch(() => {});
  while (!signal.aborted) {
    try {
      const { io, stderr, exitCode } = await link.begin(`/usr/lib/gantry/names ${port}`);
      const end = () => void io.destroy();
      signal.addEventListener('abort', end, { once: true });
      if (signal.aborted) end();
      io.on('error', () => {}).resume();
      stderr.resume();
      const status = await exitCode;
      signal.removeEventListener('abort', end);
      if (status === NOT_HERE) return;
    } catch {
      // The connection is made anew by whoever asks next; the guest goes on with the hypervisor's server meanwhile.
    }
    await delay(AGAIN_MS, undefined, { ref: false });
  }
}

async function engineAnswers(link: GuestLink): Promise<void> {
  const socket: Duplex = await link.dialEngine(ENGINE_MS);
  await new Promise<void>((resolve, reject) => {
    const asked = request({ path: '/_ping', headers: { Host: 'docker' }, createConnection: () => socket as never });
    asked.once('error', reject);
    asked.once('response', (response) => response.once('end', resolve).once('error', reject).resume());
    asked.end();
  }).finally(() => socket.destroy());
}
