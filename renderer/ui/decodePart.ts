/** A part of an address, which somebody may have typed: it need not be well formed. */
export function decodePart(part: string | undefined): string | undefined {
  try {
    return part === undefined ? undefined : decodeURIComponent(part);
  } catch {
    return part;
  }
}
