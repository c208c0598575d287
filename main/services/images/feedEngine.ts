import type { Readable } from 'node:stream';
import type { Connection } from '../../docker/connection.ts';
import { failureFromText, toFailure } from '../../docker/errors.ts';
import { readJsonLines } from '../../docker/ndjson.ts';
import { type EngineRequest, requestStream } from '../../docker/request.ts';

/** What the engine writes while it takes an archive. */
interface Message {
  readonly stream?: string;
  readonly status?: string;
  readonly error?: string;
  readonly errorDetail?: { readonly message?: string };
}

export interface Fed {
  readonly path: string;
  readonly query: NonNullable<EngineRequest['query']>;
  /** What an error calls it. */
  readonly name: string;
  /** Destroyed in the end. */
  readonly body: Readable;
  readonly onLine: (line: string) => void;
}

/**
 * Hands an engine an archive and reads what it makes of it: gives the lines that it says. Rejects with the engine's
 * refusal, or with what kept the archive from coming, which says more than that the engine missed it.
 */
export async function feedEngine(
  { docker, context }: Connection,
  { path, query, name, body, onLine }: Fed,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const broken = new AbortController();
  // A file that breaks off is not to look like one that has ended.
  body.on('error', (reason) => broken.abort(reason));
  try {
    const lines: string[] = [];
    const request = { method: 'POST' as const, path, query, file: body };
    const stream = await requestStream(docker, { ...request, signal: AbortSignal.any([signal, broken.signal]) });
    for await (const message of readJsonLines<Message>(stream)) {
      const failed = message.errorDetail?.message ?? message.error;
      if (failed !== undefined) throw failureFromText(failed, { context, kind: 'image', name });
      const line = (message.stream ?? message.status ?? '').trim();
      if (line === '') continue;
      lines.push(line);
      onLine(line);
    }
    broken.signal.throwIfAborted();
    return lines;
  } catch (thrown) {
    const reason: unknown = broken.signal.aborted ? broken.signal.reason : thrown;
    throw toFailure(reason, { context, kind: 'image', name }, signal);
  } finally {
    body.destroy();
  }
}

/** Of the lines that `POST /images/load` gives. */
export function loadedIn(lines: readonly string[]): { readonly references: string[]; readonly ids: string[] } {
  const loaded = lines.flatMap((line) => /^Loaded image(?: ID)?: (\S+)/.exec(line)?.[1] ?? []);
  return {
    references: loaded.filter((name) => !name.startsWith('sha256:')),
    ids: loaded.filter((name) => name.startsWith('sha256:')),
  };
}
