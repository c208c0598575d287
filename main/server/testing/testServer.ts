import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import type { Gantry } from '../../gantry.ts';
import { type Arrivals, createArrivals } from '../arrivals.ts';
import { createDownloads, type Downloads } from '../downloads.ts';
import { type RunningServer, startServer } from '../server.ts';

/** What a test speaks to; made anew for each. */
export interface TestServer {
  staticDir: string;
  downloads: Downloads;
  arrivals: Arrivals;
  server: RunningServer;
  /** Another one over the same files. */
  start(this: void, port?: number): Promise<RunningServer>;
  /** Unlike `fetch` it sends the path and the headers exactly as given. */
  get(
    this: void,
    pathname: string,
    headers?: Record<string, string>,
    method?: string,
  ): Promise<{ status: number; headers: Record<string, string>; body: string }>;
}

const handlers = { app: { info: async () => ({ version: '1' }) } } as unknown as Gantry['handlers'];

/** Call it once in a file. */
export function testServer(): TestServer {
  const made = {
    start: (port) => startServer({ handlers, ...made, port }),
    async get(pathname, headers = {}, method = 'GET') {
      const sent = request({ port: made.server.port, host: '127.0.0.1', path: pathname, method, headers }).end();
      const [response] = (await once(sent, 'response')) as [
        NodeJS.ReadableStream & { statusCode: number; headers: Record<string, string> },
      ];
      let body = '';
      for await (const chunk of response) body += String(chunk);
      return { status: response.statusCode, headers: response.headers, body };
    },
  } as TestServer;

  beforeEach(async () => {
    const staticDir = await mkdtemp(path.join(os.tmpdir(), 'gantry-static-'));
    await mkdir(path.join(staticDir, 'assets'));
    await writeFile(path.join(staticDir, 'index.html'), '<!doctype html>the page');
    await writeFile(path.join(staticDir, 'assets', 'main-abc.js'), 'plain');
    await writeFile(path.join(staticDir, 'assets', 'main-abc.js.br'), 'brotli');
    await writeFile(`${staticDir}-secret.txt`, 'secret');
    Object.assign(made, { staticDir, downloads: createDownloads(), arrivals: createArrivals() });
    made.server = await made.start();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await made.server.close();
    await rm(made.staticDir, { recursive: true });
    await rm(`${made.staticDir}-secret.txt`);
  });
  return made;
}
