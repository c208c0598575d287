import type { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import { AppFailure, toAppError } from '../../contract/errors.ts';

const PATIENCE_MS = 10_000;

/**
 * What certificate an engine shows, whether it is good or not: nothing is sent to it. Rejects with
 * `engine-unreachable` where nothing answers by TLS.
 */
export function presentedCertificate(
  context: string,
  endpoint: string,
  signal: AbortSignal,
): Promise<X509Certificate | undefined> {
  const { hostname, port } = new URL(endpoint.replace(/^tcp:/, 'https:'));
  const host = hostname.replaceAll(/[[\]]/g, '');
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: Number(port === '' ? 2376 : port),
      // It is compared with the one that was made, not trusted.
      rejectUnauthorized: false,
      timeout: PATIENCE_MS,
      ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
    });
    const end = (error?: unknown) => {
      signal.removeEventListener('abort', giveUp);
      socket.destroy();
      if (error !== undefined) reject(unreachable(context, endpoint, error));
    };
    const giveUp = () => {
      end();
      reject(new AppFailure({ code: 'cancelled', message: 'Cancelled.' }));
    };
    signal.addEventListener('abort', giveUp);
    socket.on('secureConnect', () => {
      resolve(socket.getPeerX509Certificate());
      end();
    });
    socket.on('timeout', () => end(new Error('It does not answer.')));
    socket.on('error', end);
  });
}

const unreachable = (context: string, endpoint: string, reason: unknown) =>
  new AppFailure({
    code: 'engine-unreachable',
    context,
    reason: 'tls',
    message: `Nothing answers by TLS at ${endpoint}.`,
    hint: 'Check that the engine runs there, with its certificate in place.',
    engineText: toAppError(reason).message,
  });
