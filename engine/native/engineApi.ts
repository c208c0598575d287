import { type IncomingMessage, request } from 'node:http';

/** `GET` on the engine's socket. Rejects when nothing answers within `timeoutMs` (of silence), and when aborted. */
export function getJson<T>(socketPath: string, path: string, timeoutMs: number, signal?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath, path, timeout: timeoutMs, agent: false, signal }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.once('error', reject);
      response.once('end', () => {
        try {
          if (response.statusCode === 200) resolve(JSON.parse(text) as T);
          else reject(new Error(`GET ${path}: HTTP ${response.statusCode} ${text.slice(0, 500)}`));
        } catch (error) {
          reject(error as Error);
        }
      });
    });
    sent.once('timeout', () => sent.destroy(new Error(`GET ${path}: no answer within ${timeoutMs} ms`)));
    sent.once('error', reject);
    sent.end();
  });
}

/** Docker API `GET /version`. */
export const getVersion = (socketPath: string, timeoutMs: number, signal?: AbortSignal) =>
  getJson<{ readonly Version: string; readonly ApiVersion: string }>(socketPath, '/version', timeoutMs, signal);

/**
 * Calls `onLost` once when the engine behind the socket goes away, by holding a stream of daemon events open: no
 * polling. `wanted` are the filters of `docker events`. The returned function closes it.
 */
export function watchEngine(
  socketPath: string,
  onEvent: (action: string) => void,
  onLost: () => void,
  wanted: Readonly<Record<string, readonly string[]>> = { type: ['daemon'] },
): () => void {
  let isClosed = false;
  const lost = () => {
    if (isClosed) return;
    isClosed = true;
    onLost();
  };
  const filters = encodeURIComponent(JSON.stringify(wanted));
  const sent = request({ socketPath, path: `/events?filters=${filters}`, agent: false }, (response) => {
    response.once('close', lost).once('error', lost);
    readEvents(response, onEvent);
  });
  sent.once('error', lost);
  sent.end();
  return () => {
    isClosed = true;
    sent.destroy();
  };
}

function readEvents(response: IncomingMessage, onEvent: (action: string) => void): void {
  let rest = '';
  response.setEncoding('utf8');
  response.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const action = /"Action":"([^"]*)"/.exec(line)?.[1];
      if (action) onEvent(action);
    }
  });
}
