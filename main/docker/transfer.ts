import type { JobItem } from '../../contract/model/job.ts';
import type { Connection } from './connection.ts';
import type { Subject } from './errorRule.ts';
import { failureFromText } from './errors.ts';
import { readJsonLines } from './ndjson.ts';
import { paced } from './paced.ts';
import type { PullMessage, PullTotals } from './pullProgress.ts';
import { type EngineRequest, requestStream } from './request.ts';

/** Often enough to look at; drawn more often it takes the processor from the very work that it shows. */
const PROGRESS_MS = 250;

export interface TransferOptions {
  readonly signal?: AbortSignal | undefined;
  /** At most four times a second, and once more at the end. */
  readonly onProgress?: ((items: readonly JobItem[], totals: PullTotals, message: string) => void) | undefined;
  /** For a log: what the CLI prints, without the bars. */
  readonly onLine?: ((line: string) => void) | undefined;
  /** Where the CLI's `config.json` is; the CLI's own folder unless told. */
  readonly configDir?: string | undefined;
}

interface Progress<Message> {
  add(message: Message): string | undefined;
  items(): readonly JobItem[];
  totals(): PullTotals;
  readonly message: string;
}

/** Reads the answer of a pull or a push to its end. Rejects with the error that stands in it, or the modem's. */
export async function readTransfer<Message extends PullMessage>(
  connection: Connection,
  request: EngineRequest,
  subject: Subject,
  progress: Progress<Message>,
  { onProgress, onLine }: TransferOptions,
): Promise<void> {
  const tell = paced(() => onProgress?.(progress.items(), progress.totals(), progress.message), PROGRESS_MS);
  try {
    for await (const message of readJsonLines<Message>(await requestStream(connection.docker, request))) {
      const failed = message.errorDetail?.message ?? message.error;
      if (failed !== undefined) throw failureFromText(failed, subject);
      const line = progress.add(message);
      if (line !== undefined) onLine?.(line);
      tell.soon();
    }
    tell.now();
  } finally {
    tell.end();
  }
}
