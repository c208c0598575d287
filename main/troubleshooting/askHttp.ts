import { get } from 'node:http';

const PATIENCE_MS = 2000;
const MOST = 200;

/** What a port of this machine answers by HTTP; what goes wrong is an answer too. No proxy is asked. Rejects when aborted. */
export function askHttp(port: number, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, agent: false, timeout: PATIENCE_MS, signal }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        if (text.length < MOST) text += part;
      });
      answer.on('end', () => resolve(text.slice(0, MOST)));
      answer.on('error', (error) => resolve(error.message));
    });
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', (error) => (signal.aborted ? reject(error) : resolve(error.message)));
  });
}
