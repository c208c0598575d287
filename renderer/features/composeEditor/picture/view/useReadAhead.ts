import { useEffect } from 'react';
import { parseCompose } from '../../../../../contract/compose/parseCompose.ts';
import type { ComposeSession } from '../../session/session.ts';

/** After the last change: longer than between two keys. */
const PAUSE_MS = 250;

/**
 * Reads the text while nothing is done: a gesture then finds it read (the reading is kept by the text), and shows in the text
 * at once.
 */
export function useReadAhead(session: ComposeSession): void {
  useEffect(() => {
    let read: number | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      const { version } = session.state();
      if (version === read) return;
      read = version;
      clearTimeout(timer);
      timer = setTimeout(() => void parseCompose(session.text()), PAUSE_MS);
    };
    later();
    const stop = session.subscribe(later);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [session]);
}
