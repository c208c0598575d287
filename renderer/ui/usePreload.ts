import { useEffect } from 'react';

interface Preloadable {
  readonly preload: () => Promise<unknown>;
}

/** After the list is drawn, and before anybody has found something to click. */
const IDLE_MS = 1200;

/** Fetches what is probably opened next, so that it opens at once. */
export function usePreload(parts: readonly Preloadable[]): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      // What cannot be fetched now is fetched when it is shown, and then says why not.
      for (const { preload } of parts) preload().catch(() => undefined);
    }, IDLE_MS);
    return () => clearTimeout(timer);
  }, [parts]);
}
