/** Where the page of a Dockerfile is: `/dockerfile/%2Fhome%2Fme%2Fapp`. */
export const dockerfileRoute = (path?: string): string =>
  path === undefined ? '/dockerfile' : `/dockerfile/${encodeURIComponent(path)}`;

/** The path in an address, also one that was written by hand. From the address itself: a router would decode it twice. */
export function pathInAddress(hash: string): string | undefined {
  const [, encoded] = /^#?\/?dockerfile(?:\/|\?path=)(.+)$/.exec(hash) ?? [];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
