import type { InstalledPackage } from '../../../contract/model/imageFiles.ts';

const NAME = 1000;
const VERSION = 1001;
const RELEASE = 1002;
const EPOCH = 1003;
const ARCHITECTURE = 1022;
const INDEX_ENTRY = 16;
const INT32 = 4;

/**
 * One package as an rpm database keeps it: the header without its magic number (rpm documentation, “RPM V4 file format”,
 * header structure): how many index entries, how many bytes of data, the entries (tag, type, offset, count), the data.
 * Throws a `RangeError` for what is none.
 */
export function readRpmHeader(blob: Uint8Array): InstalledPackage {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  const count = view.getUint32(0);
  const dataAt = 8 + count * INDEX_ENTRY;
  if (dataAt + view.getUint32(4) > blob.byteLength) throw new RangeError('A package’s header is cut short.');
  const found = new Map<number, string>();
  for (let index = 0; index < count; index++) {
    const at = 8 + index * INDEX_ENTRY;
    const tag = view.getUint32(at);
    if (![NAME, VERSION, RELEASE, EPOCH, ARCHITECTURE].includes(tag)) continue;
    const valueAt = dataAt + view.getUint32(at + 8);
    found.set(tag, view.getUint32(at + 4) === INT32 ? String(view.getUint32(valueAt)) : textAt(blob, valueAt));
  }
  const name = found.get(NAME);
  if (!name) throw new RangeError('A package’s header has no name.');
  const epoch = found.get(EPOCH);
  const version = `${found.get(VERSION) ?? ''}-${found.get(RELEASE) ?? ''}`;
  return {
    name,
    version: epoch !== undefined && epoch !== '0' ? `${epoch}:${version}` : version,
    architecture: found.get(ARCHITECTURE) ?? '',
  };
}

function textAt(blob: Uint8Array, at: number): string {
  const end = blob.indexOf(0, at);
  return new TextDecoder().decode(blob.subarray(at, end < 0 ? blob.byteLength : end));
}
