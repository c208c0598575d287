import type { ChainLayer } from './plan.ts';

/** An entry of `GET /images/{name}/history`, the newest first. */
export interface SaidHistory {
  readonly CreatedBy?: string;
  readonly Size?: number;
}

/** Instructions that only change what is said of an image. */
const EMPTY =
  /^(?:\/bin\/sh -c #\(nop\)\s+)?(?:ARG|CMD|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME)\b/;

/**
 * The layers of an image, the lowest first, with the size of each. The history has an entry for each instruction and
 * does not say which of them made a layer: an entry with a size did; of the others those that cannot are left out. If
 * then the numbers differ, no size is given.
 */
export function chainOf(diffIds: readonly string[], history: readonly SaidHistory[]): readonly ChainLayer[] {
  const made = history.filter(({ Size = 0, CreatedBy = '' }) => Size > 0 || !EMPTY.test(CreatedBy)).toReversed();
  const sizes = made.length === diffIds.length ? made.map(({ Size = 0 }) => Size) : withoutEmpty(diffIds, history);
  let chainId = '';
  return diffIds.map((diffId, index) => {
    chainId = `${chainId} ${diffId}`;
    return { chainId, sizeBytes: sizes?.[index] };
  });
}

/** WORKDIR makes a layer only where the folder is new. */
function withoutEmpty(diffIds: readonly string[], history: readonly SaidHistory[]): readonly number[] | undefined {
  const sized = history.flatMap(({ Size = 0 }) => (Size > 0 ? [Size] : [])).toReversed();
  return sized.length === diffIds.length ? sized : undefined;
}
