const WHITEOUT = '.wh.';
const BOOKKEEPING = '.wh..wh.';
const OPAQUE = '.wh..wh..opq';

export type EntryName =
  | { readonly type: 'path' | 'whiteout' | 'opaque'; readonly segments: readonly string[]; readonly isOutside: boolean }
  /** Bookkeeping of AUFS, which no container sees. */
  | { readonly type: 'bookkeeping' };

/**
 * What the name of an entry of a layer means (OCI image specification, “Layer Filesystem Changeset”): a path, or that a
 * path of the layers below is gone (`.wh.name`), or all that a directory had (`.wh..wh..opq`). A name that would lead
 * out of the image (`../`) stays inside it, as below `/` in a shell, and `isOutside` says so.
 */
export function readEntryName(name: string): EntryName {
  const { segments, isOutside } = normalise(name);
  const last = segments.at(-1) ?? '';
  if (segments.some((segment) => segment.startsWith(BOOKKEEPING) && segment !== OPAQUE)) return { type: 'bookkeeping' };
  if (!last.startsWith(WHITEOUT)) return { type: 'path', segments, isOutside };
  const directory = segments.slice(0, -1);
  if (last === OPAQUE) return { type: 'opaque', segments: directory, isOutside };
  const hidden = last.slice(WHITEOUT.length);
  if (hidden === '') return { type: 'bookkeeping' };
  return { type: 'whiteout', segments: [...directory, hidden], isOutside };
}

export function normalise(name: string): { readonly segments: readonly string[]; readonly isOutside: boolean } {
  const segments: string[] = [];
  let isOutside = false;
  for (const segment of name.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) isOutside = true;
  }
  return { segments, isOutside };
}
