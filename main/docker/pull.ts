import type { JobItem } from '../../contract/model/job.ts';
import type { Connection } from './connection.ts';
import { failureFromText, toFailure } from './errors.ts';
import { readJsonLines } from './ndjson.ts';
import { type PullMessage, PullProgress, type PullTotals } from './pullProgress.ts';
import { type ImageReference, parseReference } from './reference.ts';
import { registryAuth } from './registryAuth.ts';
import { requestJson, requestStream } from './request.ts';

const PROGRESS_MS = 100;

export interface PullOptions {
  /** `linux/arm64`; absent: that of the engine. */
  readonly platform?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** At most ten times a second, and once more at the end. */
  readonly onProgress?: ((items: readonly JobItem[], totals: PullTotals) => void) | undefined;
  /** For a log: what `docker pull` prints, without the bars. */
  readonly onLine?: ((line: string) => void) | undefined;
  /** Where the CLI's `config.json` is; the CLI's own folder unless told. */
  readonly configDir?: string | undefined;
}

/**
 * Pulls an image with the CLI's sign-in (`POST /images/create`). Aborting ends the pull at the engine.
 * Rejects with `not-found`, `registry-auth`, `invalid-input`, `no-space`, `cancelled`…
 */
export async function pullImage(
  connection: Connection,
  reference: string,
  { platform, signal, onProgress, onLine, configDir }: PullOptions = {},
): Promise<{ id: string; reference: string; digest?: string }> {
  const image = parseReference(reference);
  const subject = { context: connection.context, kind: 'image', name: image.familiar } as const;
  const either = signal ? AbortSignal.any([signal, connection.signal]) : connection.signal;
  const progress = new PullProgress();
  const tell = paced(() => onProgress?.(progress.items(), progress.totals()), PROGRESS_MS);
  try {
    const auth = await registryAuth(image.registry, configDir);
    const stream = await requestStream(connection.docker, {
      method: 'POST',
      path: '/images/create',
      query: { fromImage: image.repository, tag: image.digest ?? image.tag, platform },
      ...(auth !== undefined && { headers: { 'X-Registry-Auth': auth } }),
      signal: either,
    });
    for await (const message of readJsonLines<PullMessage>(stream)) {
      const failed = message.errorDetail?.message ?? message.error;
      if (failed !== undefined) throw failureFromText(failed, subject);
      const line = progress.add(message);
      if (line !== undefined) onLine?.(line);
      tell.soon();
    }
    tell.now();
    const { Id } = await requestJson<{ Id: string }>(connection.docker, {
      method: 'GET',
      path: `/images/${nameForPath(image)}/json`,
      signal: either,
    });
    return { id: Id, reference: image.familiar, ...(progress.digest !== undefined && { digest: progress.digest }) };
  } catch (thrown) {
    throw toFailure(thrown, subject, either);
  } finally {
    tell.end();
  }
}

/** At once, then at most once in so many milliseconds; the last is told too, also when nothing comes after it. */
function paced(tell: () => void, everyMs: number) {
  let toldAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const now = () => {
    end();
    toldAt = Date.now();
    tell();
  };
  const soon = () => {
    const early = toldAt + everyMs - Date.now();
    if (early <= 0) now();
    else timer ??= setTimeout(now, early);
  };
  return { soon, now, end };
}

/** The engine knows an image by tag or by digest, not by both. */
function nameForPath({ repository, tag, digest }: ImageReference): string {
  return digest === undefined ? `${repository}:${tag}` : `${repository}@${digest}`;
}
