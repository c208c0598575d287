import { type Header, pack } from 'tar-stream';
import http from 'node:http';
import type { EngineApi } from './engineApi.ts';

type ContextFile = Partial<Header> & { readonly name: string; readonly content: string | Uint8Array };

/** Builds an image with the engine's classic builder, which needs no other program. Rejects with the failed step. */
export async function buildImage(
  api: EngineApi,
  reference: string,
  dockerfile: string,
  files: readonly ContextFile[] = [],
): Promise<void> {
  const context = pack();
  const send = new Promise<string>((resolve, reject) => {
    const request = http.request(
      {
        socketPath: api.socketPath,
        method: 'POST',
        path: `/build?t=${encodeURIComponent(reference)}&version=1&rm=1&forcerm=1`,
        headers: { 'content-type': 'application/x-tar' },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve(text));
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    void (async () => {
      for await (const chunk of context) request.write(chunk as Uint8Array);
      request.end();
    })().catch(reject);
  });
  for (const { content, ...header } of [{ name: 'Dockerfile', content: dockerfile }, ...files]) {
    context.entry(header, Buffer.from(content));
  }
  context.finalize();
  const output = await send;
  const failed = /"error":"([^"]*)"/.exec(output);
  if (failed) throw new Error(failed[1]);
}
