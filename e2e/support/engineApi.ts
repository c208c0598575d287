import http from 'node:http';

/** The engine's API as the tests use it to prepare and to look behind the app: one keep-alive agent, JSON in and out. */
export class EngineApi {
  readonly socketPath: string;
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 8 });

  constructor(socketPath: string) {
    this.socketPath = socketPath;
  }

  /** Rejects with the engine's own message on a status of 400 or more. */
  async call<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise<T>((resolve, reject) => {
      const request = http.request(
        {
          socketPath: this.socketPath,
          agent: this.#agent,
          method,
          path,
          headers: payload ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) } : {},
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            if ((response.statusCode ?? 500) >= 400)
              reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
            else resolve((text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as T);
          });
        },
      );
      request.on('error', reject);
      request.end(payload);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
