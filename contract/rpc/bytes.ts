/**
 * The value with each array of bytes in it replaced. Parts without bytes are not copied: a value that holds none
 * comes back as it is.
 */
export function replaceBytes(
  value: unknown,
  replace: (bytes: Uint8Array, path: readonly (string | number)[]) => unknown,
  path: readonly (string | number)[] = [],
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) {
    return replace(
      value instanceof Uint8Array ? value : new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
      path,
    );
  }
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    for (let index = 0; index < value.length; index++) {
      const part: unknown = value[index];
      if (typeof part !== 'object' || part === null) continue;
      const replaced = replaceBytes(part, replace, [...path, index]);
      if (replaced !== part) (copy ??= [...(value as unknown[])])[index] = replaced;
    }
    return copy ?? value;
  }
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const part = (value as Record<string, unknown>)[key];
    if (typeof part !== 'object' || part === null) continue;
    const replaced = replaceBytes(part, replace, [...path, key]);
    if (replaced !== part) (copy ??= { ...value })[key] = replaced;
  }
  return copy ?? value;
}

/** A structured clone copies the whole buffer behind a view, pool and neighbours included: cut them off first. */
export function compactBytes(value: unknown): unknown {
  return replaceBytes(value, (bytes) => (bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()));
}

/** About how many bytes a value takes on its way: what back-pressure counts. */
export function weigh(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  let sum = 8;
  if (Array.isArray(value)) for (const part of value) sum += weigh(part);
  else for (const key of Object.keys(value)) sum += key.length + weigh((value as Record<string, unknown>)[key]);
  return sum;
}
