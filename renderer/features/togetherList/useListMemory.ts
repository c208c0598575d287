import { useCallback, useState } from 'react';
import { NO_SELECTION, type Selection } from '../../ui/table/selection.ts';

interface Memory {
  readonly text: string;
  readonly selection: Selection;
}

// Who looks at one row and comes back finds the list as it was left.
const kept = new Map<string, Memory>();
const NOTHING: Memory = { text: '', selection: NO_SELECTION };

/** What is typed and chosen in one of the lists. */
export function useListMemory(key: string) {
  const [memory, setMemory] = useState(() => kept.get(key) ?? NOTHING);
  const change = useCallback(
    (part: Partial<Memory>) =>
      setMemory((before) => {
        const next = { ...before, ...part };
        kept.set(key, next);
        return next;
      }),
    [key],
  );
  return {
    ...memory,
    onText: useCallback((text: string) => change({ text }), [change]),
    onSelection: useCallback((selection: Selection) => change({ selection }), [change]),
  };
}
