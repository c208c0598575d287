import { client } from '../../../rpc/index.ts';

/** The log of a job that has ended. */
export async function readLog(jobId: string, signal: AbortSignal): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of client.jobs.log({ jobId }, { signal })) lines.push(line);
  return lines;
}
