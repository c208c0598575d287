const WINDOW_MS = 5000;

/** How fast bytes came in the last seconds. */
export class TransferRate {
  #samples: { readonly at: number; readonly bytes: number }[] = [];

  /** So many bytes in all by then, in epoch ms. Fewer than before begin it anew. */
  add(at: number, bytes: number): void {
    const last = this.#samples.at(-1);
    if (last && bytes < last.bytes) this.#samples = [];
    this.#samples.push({ at, bytes });
    // One sample before the window is kept: it says what there was when the window began.
    while (this.#samples.length > 1 && this.#samples[1]!.at <= at - WINDOW_MS) this.#samples.shift();
  }

  /** Undefined until there is something to tell it from. */
  perSecond(now: number): number | undefined {
    const first = this.#samples.find(({ at }) => at > now - WINDOW_MS) ?? this.#samples.at(-1);
    const last = this.#samples.at(-1);
    if (!first || !last || now - this.#samples[0]!.at < 500) return undefined;
    const began = first === last ? now - WINDOW_MS : first.at;
    return Math.round(((last.bytes - first.bytes) * 1000) / Math.max(1, now - began));
  }
}
