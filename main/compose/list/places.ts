import { stat } from 'node:fs/promises';
import type { StackFiles } from '../../../contract/model/stack.ts';
import { watchPath } from '../../contexts/watchPath.ts';

interface Place {
  /** Epoch ms; undefined while it is not there. */
  editedAt: number | undefined;
  /** Settled when it has been looked at. */
  first: Promise<void>;
  isKnown: boolean;
  readonly stop: () => void;
}

/** Which files are there, and when they were last written, while somebody looks. Must be closed. */
export class Places {
  readonly #places = new Map<string, Place>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Follows these and no others; resolves when it is known of each whether it is there. */
  async expect(files: Iterable<string>): Promise<void> {
    const wanted = new Set([...files].filter(isPath));
    for (const [file, place] of this.#places) {
      if (wanted.has(file)) continue;
      place.stop();
      this.#places.delete(file);
    }
    await Promise.all([...wanted].map((file) => (this.#places.get(file) ?? this.#follow(file)).first));
  }

  /** Those that are not there; one that has not been looked at yet is taken to be. */
  missing({ configFiles, envFiles }: StackFiles): readonly string[] {
    const all = [...configFiles, ...envFiles].filter(isPath);
    return all.filter((file) => {
      const place = this.#places.get(file);
      return place?.isKnown && place.editedAt === undefined;
    });
  }

  /** When the newest of them was written. */
  editedAt({ configFiles, envFiles }: StackFiles): number | undefined {
    const times = [...configFiles, ...envFiles].flatMap((file) => this.#places.get(file)?.editedAt ?? []);
    return times.length > 0 ? Math.max(...times) : undefined;
  }

  close(): void {
    for (const { stop } of this.#places.values()) stop();
    this.#places.clear();
  }

  #follow(file: string): Place {
    const place: Place = {
      editedAt: undefined,
      isKnown: false,
      first: Promise.resolve(),
      stop: watchPath(file, () => void this.#look(file)),
    };
    place.first = editedAt(file).then((at) => {
      place.editedAt = at;
      place.isKnown = true;
    });
    this.#places.set(file, place);
    return place;
  }

  async #look(file: string): Promise<void> {
    const now = await editedAt(file);
    const place = this.#places.get(file);
    if (!place || place.editedAt === now) return;
    place.editedAt = now;
    this.#onChange();
  }
}

/** `oci://…`, `https://…`: Compose fetches these itself. */
const isPath = (file: string): boolean => !/^[a-z][a-z0-9+.-]+:\/\//i.test(file);

const editedAt = (file: string): Promise<number | undefined> =>
  stat(file).then(
    (stats) => (stats.isFile() || stats.isFIFO() ? stats.mtimeMs : undefined),
    () => undefined,
  );

/** Those of these that are not there now. */
export async function lookForFiles(files: readonly string[]): Promise<readonly string[]> {
  const looked = await Promise.all(files.filter(isPath).map(async (file) => ({ file, at: await editedAt(file) })));
  return looked.filter(({ at }) => at === undefined).map(({ file }) => file);
}
