export type ScreenKey = 'copy' | 'paste' | 'search' | 'leave';

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/**
 * The few keys that are the page's and not the program's: Ctrl-Shift-C, -V and -F, or Cmd with the letter on a Mac, as in
 * every terminal; and with Up the way out, as Tab is the program's. Everything else, Ctrl-C and Ctrl-K included, goes to it.
 */
export function screenKeyOf(press: Press, isMac: boolean): ScreenKey | undefined {
  const isOurs = isMac
    ? press.metaKey && !press.ctrlKey && !press.altKey
    : press.ctrlKey && press.shiftKey && !press.metaKey && !press.altKey;
  if (!isOurs) return undefined;
  switch (press.key.toLowerCase()) {
    case 'c':
      return 'copy';
    case 'v':
      return 'paste';
    case 'f':
      return 'search';
    case 'arrowup':
      return 'leave';
    default:
      return undefined;
  }
}
