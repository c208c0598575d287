import type { JobItem } from '../../contract/model/job.ts';

/** One line of `POST /images/create`. */
export interface PullMessage {
  readonly id?: string;
  readonly status?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number } | null;
  readonly error?: string;
  readonly errorDetail?: { readonly message?: string };
}

export interface PullTotals {
  readonly doneBytes: number;
  /** Absent while the size of a layer is not known. */
  readonly totalBytes?: number;
}

interface Layer {
  status: string;
  isDone: boolean;
  downloaded: number;
  size: number | undefined;
}

const DOWNLOADED = /^(Download complete|Verifying Checksum|Extracting|Pull complete)/;
const isRetry = (status: string) => status.startsWith('Retrying in');
const FINISHED = /^(Pull complete|Already exists)/;

/** What a pull has said so far, a layer an item. The bytes are those of the download. */
export class PullProgress {
  readonly #layers = new Map<string, Layer>();
  digest: string | undefined;
  /** Those that it has come to: all but the last are there. */
  readonly tags: string[] = [];

  /** Takes one message; gives a line for the log where something new began. */
  add(message: PullMessage): string | undefined {
    const { id, status = '' } = message;
    if (id === undefined || status.startsWith('Pulling from')) {
      const [, digest] = /^Digest: (\S+)/.exec(status) ?? [];
      if (digest) this.digest = digest;
      // With all tags each begins so.
      if (id !== undefined) this.tags.push(id);
      return id === undefined ? status || undefined : `${id}: ${status}`;
    }
    const layer = this.#layers.get(id) ?? { status: '', isDone: false, downloaded: 0, size: undefined };
    this.#layers.set(id, layer);
    // It counts down the seconds until it tries again: that it waits is one thing, not fifty.
    const isNew = layer.status !== status && !(isRetry(status) && isRetry(layer.status));
    layer.status = status;
    layer.isDone = FINISHED.test(status);
    if (status.startsWith('Downloading')) {
      layer.downloaded = message.progressDetail?.current ?? layer.downloaded;
      layer.size = message.progressDetail?.total ?? layer.size;
    } else if (isRetry(status)) layer.downloaded = 0;
    // Of several tags a later one has the layers of an earlier one.
    else if (status.startsWith('Already exists')) layer.downloaded = layer.size ??= 0;
    // A small layer is there before it has said its size.
    else if (DOWNLOADED.test(status)) layer.downloaded = layer.size ??= 0;
    return isNew ? `${id}: ${status}` : undefined;
  }

  items(): readonly JobItem[] {
    return Array.from(this.#layers, ([id, { status, isDone, downloaded, size }]) => ({
      id,
      label: id,
      status,
      isDone,
      ...(size !== undefined && size > 0 && { doneBytes: downloaded, totalBytes: size }),
    }));
  }

  /** What goes on, in words: “Downloading 2 of 5 layers”. */
  get message(): string {
    const layers = [...this.#layers.values()];
    const of = this.tags.length > 1 ? ` of ${this.tags.at(-1)}` : '';
    const retry = layers.find(({ status }) => isRetry(status));
    if (retry) return `A download broke off. ${retry.status}.`;
    const downloading = layers.filter(
      ({ status }) => status !== '' && !DOWNLOADED.test(status) && !FINISHED.test(status),
    );
    if (downloading.length > 0) return `Downloading ${count(downloading.length, 'layer')}${of}`;
    const unpacking = layers.filter(({ isDone }) => !isDone);
    if (unpacking.length > 0) return `Unpacking ${count(unpacking.length, 'layer')}${of}`;
    return layers.length > 0 ? 'Finishing' : 'Asking the registry';
  }

  totals(): PullTotals {
    let doneBytes = 0;
    let totalBytes: number | undefined = 0;
    for (const { downloaded, size } of this.#layers.values()) {
      doneBytes += downloaded;
      totalBytes = size === undefined || totalBytes === undefined ? undefined : totalBytes + size;
    }
    return { doneBytes, ...(totalBytes !== undefined && { totalBytes }) };
  }
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
