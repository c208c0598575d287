import type { JobItem } from '../../contract/model/job.ts';
import type { PullMessage, PullTotals } from './pullProgress.ts';

/** A line of the answer to `POST /images/{name}/push`: as of a pull, and what it came to. */
export interface PushMessage extends PullMessage {
  readonly aux?: { readonly Tag?: string; readonly Digest?: string; readonly Size?: number } | null;
}

export interface PushedTag {
  readonly tag: string;
  readonly digest: string;
  /** Of its manifest. */
  readonly sizeBytes: number;
}

interface Layer {
  status: string;
  isDone: boolean;
  sent: number;
  size: number | undefined;
}

const FINISHED = /^(Pushed|Layer already exists|Mounted from)/;
/** There without being sent. */
const KEPT = /^(Layer already exists|Mounted from)/;
const isRetry = (status: string) => status.startsWith('Retrying in');

/** What a push has said so far, a layer an item. The bytes are those of the layers as they are unpacked. */
export class PushProgress {
  readonly #layers = new Map<string, Layer>();
  readonly pushed: PushedTag[] = [];

  /** Takes one message; gives a line for the log where something new began. */
  add(message: PushMessage): string | undefined {
    const { id, status = '', aux } = message;
    if (aux?.Digest && aux.Tag) this.pushed.push({ tag: aux.Tag, digest: aux.Digest, sizeBytes: aux.Size ?? 0 });
    if (id === undefined) return status || undefined;
    const layer = this.#layers.get(id) ?? { status: '', isDone: false, sent: 0, size: undefined };
    // With all tags a layer that was sent with an earlier one is named again.
    if (layer.isDone) return undefined;
    this.#layers.set(id, layer);
    const isNew = layer.status !== status && !(isRetry(status) && isRetry(layer.status));
    layer.status = status;
    layer.isDone = FINISHED.test(status);
    const { current, total } = message.progressDetail ?? {};
    if (status.startsWith('Pushing')) {
      layer.size = total ?? layer.size;
      layer.sent = Math.min(current ?? layer.sent, layer.size ?? Number.POSITIVE_INFINITY);
    } else if (KEPT.test(status)) layer.sent = layer.size = 0;
    else if (isRetry(status)) layer.sent = 0;
    else if (layer.isDone) layer.sent = layer.size ??= 0;
    return isNew ? `${id}: ${status}` : undefined;
  }

  items(): readonly JobItem[] {
    return Array.from(this.#layers, ([id, { status, isDone, sent, size }]) => ({
      id,
      label: id,
      status,
      isDone,
      ...(size !== undefined && size > 0 && { doneBytes: sent, totalBytes: size }),
    }));
  }

  /** What goes on, in words. */
  get message(): string {
    const layers = [...this.#layers.values()];
    const retry = layers.find(({ status }) => isRetry(status));
    if (retry) return `The connection broke off. ${retry.status}.`;
    const left = layers.filter(({ isDone }) => !isDone).length;
    if (left > 0) return `Sending ${left} ${left === 1 ? 'layer' : 'layers'}`;
    return layers.length > 0 ? 'Finishing' : 'Asking the registry';
  }

  totals(): PullTotals {
    let doneBytes = 0;
    let totalBytes: number | undefined = 0;
    for (const { sent, size } of this.#layers.values()) {
      doneBytes += sent;
      totalBytes = size === undefined || totalBytes === undefined ? undefined : totalBytes + size;
    }
    return { doneBytes, ...(totalBytes !== undefined && { totalBytes }) };
  }
}
