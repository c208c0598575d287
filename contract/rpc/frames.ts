import { replaceBytes } from './bytes.ts';

/**
 * How a message travels over a WebSocket. Without bytes: its JSON as a text frame. With bytes: a binary frame of
 *
 *     u32 (big endian) length of the head │ head │ padding │ bytes │ padding │ bytes …
 *
 * The head is `{ message, bytes: [[path, length], …] }` with null in the message where bytes belong. They stand
 * beside the message and not in it, so nothing a person stores can ever be taken for bytes. Each begins at a
 * multiple of 8: a reader may lay a Float64Array over them.
 */
export function encodeFrame(message: unknown): string | Uint8Array<ArrayBuffer> {
  const bytes: Uint8Array[] = [];
  const places: [readonly (string | number)[], number][] = [];
  const bare = replaceBytes(message, (part, path) => {
    bytes.push(part);
    places.push([path, part.byteLength]);
    return null;
  });
  if (bytes.length === 0) return JSON.stringify(message);

  const head = new TextEncoder().encode(JSON.stringify({ message: bare, bytes: places }));
  let length = aligned(4 + head.byteLength);
  for (const part of bytes) length += aligned(part.byteLength);
  const frame = new Uint8Array(length);
  new DataView(frame.buffer).setUint32(0, head.byteLength);
  frame.set(head, 4);
  let offset = aligned(4 + head.byteLength);
  for (const part of bytes) {
    frame.set(part, offset);
    offset += aligned(part.byteLength);
  }
  return frame;
}

/** Throws when the frame is malformed. Bytes are views of the frame: they are not copied. */
export function decodeFrame(frame: string | ArrayBuffer): unknown {
  if (typeof frame === 'string') return JSON.parse(frame);
  const headLength = new DataView(frame).getUint32(0);
  const head: unknown = JSON.parse(
    new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(frame, 4, headLength)),
  );
  if (!isHead(head)) throw new Error('The head of a frame is malformed.');
  let offset = aligned(4 + headLength);
  for (const [path, length] of head.bytes) {
    place(head, path, new Uint8Array(frame, offset, length));
    offset += aligned(length);
  }
  return head.message;
}

interface Head {
  message: unknown;
  readonly bytes: readonly (readonly [path: readonly (string | number)[], length: number])[];
}

function isHead(head: unknown): head is Head {
  return (
    typeof head === 'object' &&
    head !== null &&
    'message' in head &&
    'bytes' in head &&
    Array.isArray(head.bytes) &&
    head.bytes.every(
      (place: unknown) =>
        Array.isArray(place) && Array.isArray(place[0]) && Number.isSafeInteger(place[1]) && place[1] >= 0,
    )
  );
}

/** Puts bytes where the message has a null of its own: no path leads to a prototype or makes anything new. */
function place(head: Head, path: readonly (string | number)[], bytes: Uint8Array): void {
  let holder: object = head;
  let key: string | number = 'message';
  for (const step of path) {
    const inner: unknown = (holder as Record<string | number, unknown>)[key];
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, step))
      throw new Error('Bytes have no place.');
    holder = inner;
    key = step;
  }
  const target = holder as Record<string | number, unknown>;
  if (target[key] !== null) throw new Error('Bytes have no place.');
  target[key] = bytes;
}

const aligned = (length: number) => (length + 7) & ~7;
