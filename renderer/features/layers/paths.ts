/** Addresses within the app. A reference has slashes and colons, so it is one encoded part. */
export const layersPath = (image: string): string => `/layers/${encodeURIComponent(image)}`;

export const comparePath = (before: string, after: string): string =>
  `/compare/${encodeURIComponent(before)}${after === '' ? '' : `/${encodeURIComponent(after)}`}`;

export function decodePart(part: string | undefined): string | undefined {
  try {
    return part === undefined ? undefined : decodeURIComponent(part);
  } catch {
    return part; // somebody typed a percent sign
  }
}
