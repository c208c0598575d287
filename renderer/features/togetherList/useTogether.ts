import { useMemo } from 'react';
import type { Context } from '../../../contract/model/context.ts';
import { useContexts } from '../contexts/index.ts';
import { useLayoutValue } from '../settings/index.ts';

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');
const NOT_CHOSEN: readonly string[] = [];

export interface Together {
  readonly all: readonly Context[];
  /** In the order in which they are listed everywhere. */
  readonly shown: readonly Context[];
  readonly names: readonly string[];
  readonly choose: (names: readonly string[]) => void;
}

/** Which engines are shown in one list, for all such lists. */
export function useTogether(): Together {
  const all = useContexts();
  const [wanted, choose] = useLayoutValue('together.contexts', isNames, NOT_CHOSEN);
  const shown = useMemo(() => {
    const chosen = all.filter(({ name }) => wanted.includes(name));
    return chosen.length > 0 ? chosen : all.filter(isAtHand);
  }, [all, wanted]);
  return { all, shown, names: shown.map(({ name }) => name), choose };
}

/** Until somebody chooses: those that are open anyway. Others may ask for a password, and nobody has asked for them. */
const isAtHand = ({ isSelected, state }: Context): boolean => isSelected || state.type === 'connected';
