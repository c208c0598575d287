/** Addresses within the app. A reference has slashes and colons, so it is one encoded part. */
export const layersPath = (image: string): string => `/layers/${encodeURIComponent(image)}`;

export const comparePath = (before: string, after: string): string =>
  `/compare/${encodeURIComponent(before)}${after === '' ? '' : `/${encodeURIComponent(after)}`}`;
