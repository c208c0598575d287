import type { HistoryEntry } from '../../contract/model/imageFiles.ts';
import { readInstruction } from './instruction.ts';

export interface SaidEntry {
  readonly createdAt: number;
  readonly createdBy: string;
  readonly comment: string;
  readonly isEmpty: boolean;
  readonly tags: readonly string[];
  readonly sizeBytes?: number;
}

/**
 * History with its layers: those that are not empty have one each, from the lowest. Given the oldest first, comes the
 * newest first. Where a builder kept no history of some layers, the topmost entries have the topmost layers.
 */
export function entriesOf(oldestFirst: readonly SaidEntry[], sizes: readonly number[]): readonly HistoryEntry[] {
  const unknown = sizes.length - oldestFirst.filter(({ isEmpty }) => !isEmpty).length;
  let layer = Math.max(0, unknown);
  const missing = Array.from({ length: layer }, (_, index) =>
    toEntry({ createdAt: 0, createdBy: '', comment: '', isEmpty: false, tags: [] }, index, sizes[index]),
  );
  const known = oldestFirst.map((said) => {
    if (said.isEmpty || layer >= sizes.length) return toEntry(said, undefined, said.sizeBytes ?? 0);
    const at = layer++;
    return toEntry(said, at, said.sizeBytes ?? sizes[at]);
  });
  return [...missing, ...known].reverse();
}

function toEntry(said: SaidEntry, layer: number | undefined, sizeBytes = 0): HistoryEntry {
  const { createdAt, createdBy, comment, isEmpty, tags } = said;
  return {
    createdAt,
    createdBy,
    comment,
    isEmpty,
    tags,
    sizeBytes,
    instruction: readInstruction(createdBy),
    ...(layer !== undefined && { layer }),
  };
}

/** Instructions that never make a layer, whichever builder. */
const METADATA = /^(ARG|CMD|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME)$/;

/**
 * Which entries of `docker image history` have a layer: the engine does not tell, only how large each is and how many
 * layers there are. Those with a size have one; of those without, first what runs or copies, then `WORKDIR`, as many as
 * are left.
 */
export function guessEmpty<Entry extends Omit<SaidEntry, 'isEmpty'>>(
  oldestFirst: readonly Entry[],
  layerCount: number,
): readonly (Entry & { readonly isEmpty: boolean })[] {
  const has = new Set(oldestFirst.filter(({ sizeBytes = 0 }) => sizeBytes > 0));
  const rank = ({ createdBy }: Entry) => {
    const { keyword } = readInstruction(createdBy);
    if (keyword !== undefined && METADATA.test(keyword)) return 2;
    return keyword === 'WORKDIR' ? 1 : 0;
  };
  const others = oldestFirst.filter((entry) => !has.has(entry)).toSorted((a, b) => rank(a) - rank(b));
  for (const entry of others) if (has.size < layerCount && rank(entry) < 2) has.add(entry);
  return oldestFirst.map((entry) => ({ ...entry, isEmpty: !has.has(entry) }));
}
