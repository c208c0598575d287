import { expect } from 'vitest';
import type { GantryClient } from '../../../contract/index.ts';
import type { OneOff } from '../../../contract/model/stackRun.ts';
import type { StackActionInput } from '../../../contract/model/stackRun.ts';
import type { MadeStack, MadeStacks } from './madeStacks.ts';

/** Waits for what a container does after it has started. */
export const PATIENCE = { timeout: 40_000, interval: 100 };

/** A server of one request at a time for busybox’s `nc`: answers each with what the script prints for its `$path`. */
export const server = (script: string) => `#!/bin/sh
read -r method path version
while read -r line && [ "$line" != "$(printf '\\r')" ]; do :; done
printf 'HTTP/1.0 200 OK\\r\\nConnection: close\\r\\n\\r\\n'
${script}
`;

export const SERVER_DOCKERFILE = `FROM busybox:latest
COPY --chmod=755 answer.sh /answer.sh
CMD ["sh", "-c", "echo ready; exec nc -ll -p 80 -e /answer.sh"]
`;

/** Does it through the app, and insists that it is done. */
export async function done(stack: MadeStack, action: StackActionInput): Promise<void> {
  const job = await stack.do(action);
  expect([action.type, job.state, job.error]).toEqual([action.type, 'done', undefined]);
}

/** A one-off through the app: what it printed, and how it ended. */
export async function oneOffOutput({ client, ended }: MadeStacks, stack: MadeStack, oneOff: OneOff) {
  const job = await ended(client.stackRuns.runOneOff({ stack: stack.stack, oneOff }));
  const lines: string[] = [];
  for await (const line of client.jobs.log({ jobId: job.id })) lines.push(line);
  const exitCode = job.result?.type === 'stack' ? job.result.exitCode : undefined;
  return { state: job.state, exitCode, lines };
}

/** Where the engine has published a port of a service. */
export const addressOf = async (stack: MadeStack, service: string, port = '80') =>
  `http://${(await stack.compose('port', service, port)).replace('0.0.0.0', '127.0.0.1')}`;

export const page = async (address: string) =>
  (await (await fetch(address, { signal: AbortSignal.timeout(10_000) })).text()).trim();

/** What the log view of the stack shows. */
export async function mergedLog(client: GantryClient, stack: MadeStack): Promise<string> {
  const label = `label=com.docker.compose.project=${stack.project}`;
  const ids = (await stack.docker('ps', '--all', '--quiet', '--no-trunc', '--filter', label)).split('\n');
  let text = '';
  const request = { context: 'default', ids, follow: false };
  for await (const item of client.logs.read(request, { signal: AbortSignal.timeout(10_000) })) {
    if (item.type === 'lines') text += `${new TextDecoder().decode(item.batch.text)}\n`;
  }
  return text;
}
