import { AppFailure } from '../../contract/errors.ts';
import type { FilePreview } from '../../contract/model/imageFiles.ts';
import type { ImageIndex } from './imageIndex.ts';
import type { FilePlace } from './readFile.ts';
import { fileOfLink } from './readLayer.ts';

export interface LocatedFile extends FilePlace {
  readonly path: string;
  /** Where it was small enough to be kept when the layers were read. */
  readonly content?: Uint8Array;
}

/** A file as one layer has it; a hard link is the file that it names. Throws `not-found`, `invalid-input` for what is no file. */
export function locateFile({ image }: ImageIndex, layer: number, path: string): LocatedFile {
  const node = image.paths.find(path);
  const place = image.layers[layer];
  if (node === undefined || !place) throw missing(path);
  const { entries, blob } = place;
  let last: number | undefined;
  for (let index = 0; index < entries.count; index++) if (entries.node(index) === node) last = index;
  if (last === undefined) throw missing(path);
  const file = entries.kind(last) === 'hardlink' ? fileOfLink(entries, image.paths, last) : last;
  if (file === undefined || entries.kind(file) !== 'file') {
    throw new AppFailure({
      code: 'invalid-input',
      path: ['path'],
      message: `“${path}” has no content of its own: it is a ${entries.kind(last)}.`,
      hint: 'Choose a file.',
    });
  }
  const content = entries.contents.get(file) ?? (entries.size(file) === 0 ? new Uint8Array(0) : undefined);
  return { path, blob, ordinal: entries.ordinal(file), sizeBytes: entries.size(file), ...(content && { content }) };
}

const missing = (path: string) =>
  new AppFailure({ code: 'not-found', message: `This layer has no “${path}”.`, hint: 'Look in the layers below it.' });

/** The beginning of a file. Stops reading when it has enough. */
export async function previewOf(
  { path, sizeBytes }: LocatedFile,
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<FilePreview> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of content) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length >= maxBytes) break;
  }
  const bytes = Uint8Array.from(Buffer.concat(chunks).subarray(0, maxBytes));
  const isWhole = bytes.byteLength === sizeBytes;
  return { path, sizeBytes, bytes, isWhole, content: isText(bytes, isWhole) ? 'text' : 'binary' };
}

/** UTF-8 without zeros; the last character may be cut in two where it is only the beginning of a file. */
export function isText(bytes: Uint8Array, isWhole: boolean): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isWhole });
    return true;
  } catch {
    return false;
  }
}

/** For a file on this machine: the last part of a path in an image, without what a file system cannot take. */
export function safeFileName(path: string): string {
  // oxlint-disable-next-line no-control-regex -- names in images may hold any byte
  const name = (path.split('/').at(-1) ?? '').replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '_').replace(/^\.+$/, '_');
  return name.slice(0, 200) || 'file';
}
