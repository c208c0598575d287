import type { ContainerSummary } from '../../contract/model/container.ts';
import type { VolumeOrigin } from '../../contract/model/volume.ts';
import type { Live } from '../live/createLive.ts';
import { HELPER_LABEL } from './helper/helperImage.ts';
import type { VolumeStore } from './store/volumeStore.ts';

const MADE_UP = /^[0-9a-f]{64}$/;

/** Who has each anonymous volume now, by the volume’s name. */
export function originsIn(containers: readonly ContainerSummary[]): Readonly<Record<string, VolumeOrigin>> {
  const origins: Record<string, VolumeOrigin> = {};
  for (const { name: container, image, mounts, labels, stack } of containers) {
    if (HELPER_LABEL in labels) continue;
    for (const { type, name, destination } of mounts) {
      if (type !== 'volume' || name === undefined || !MADE_UP.test(name)) continue;
      origins[name] = { container, image, destination, ...(stack && { stack: stack.project }) };
    }
  }
  return origins;
}

/** Remembers who had an anonymous volume, for when its container is gone. Reads the list that is followed anyway. */
export class Origins {
  readonly #live: Pick<Live, 'watchContainers'>;
  readonly #store: VolumeStore;
  readonly #followed = new Set<string>();
  readonly #closing = new AbortController();

  constructor(live: Pick<Live, 'watchContainers'>, store: VolumeStore) {
    this.#live = live;
    this.#store = store;
  }

  of(context: string): Readonly<Record<string, VolumeOrigin>> {
    this.follow(context);
    return this.#store.originsOf(context);
  }

  follow(context: string): void {
    if (this.#followed.has(context)) return;
    this.#followed.add(context);
    void this.#read(context).catch(() => this.#followed.delete(context));
  }

  /** Volumes that are gone need no memory. */
  async forgetOthers(context: string, volumes: readonly string[]): Promise<void> {
    const there = new Set(volumes);
    const kept = Object.entries(this.#store.originsOf(context)).filter(([name]) => there.has(name));
    await this.#store.setOrigins(context, Object.fromEntries(kept));
  }

  close(): void {
    this.#closing.abort();
  }

  async #read(context: string): Promise<void> {
    for await (const change of this.#live.watchContainers(context, this.#closing.signal)) {
      if (change.type === 'unreachable') continue;
      const found = originsIn(change.type === 'snapshot' ? change.items : change.upserted);
      if (Object.keys(found).length === 0) continue;
      await this.#store.setOrigins(context, { ...this.#store.originsOf(context), ...found }).catch(() => {});
    }
  }
}
