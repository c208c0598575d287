/** Where the page lives in the window. A scheme of its own: no file of the disk has an address, no other site shares its origin. */
export const SCHEME = 'gantry';
export const PAGE = `${SCHEME}://app/`;

export const isOurPage = (url: string): boolean => url.startsWith(PAGE);

/** Links lead to the person's own browser, and only to the web: nothing that a system would run or open. */
export function isWebLink(url: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}
