import { useLayoutEffect, useState } from 'react';

/**
 * For what is in the document only while it is open: gives the focus back to where it was when it goes. Mantine does
 * so only for what it sees closing. A focus that something else has taken meanwhile stays where it is.
 */
export function useReturnFocus(): void {
  // Looked at before the dialog's own effects move it.
  const [before] = useState(() => document.activeElement);
  useLayoutEffect(
    () => () => {
      queueMicrotask(() => {
        const isLost = document.activeElement === document.body || document.activeElement === null;
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    },
    [before],
  );
}
