const CTRL_P = '\x10';
const CTRL_Q = '\x11';

interface Typed {
  /** For the program. */
  readonly text: string;
  readonly isDetach: boolean;
}

/**
 * Docker's detach keys. Ctrl-P is held back until the next key says whether it was the first half of Ctrl-P Ctrl-Q; any
 * other key sends both.
 */
export function createDetachKeys(): (typed: string) => Typed {
  let isHolding = false;
  return (typed) => {
    let text = '';
    for (const key of typed) {
      if (isHolding && key === CTRL_Q) {
        isHolding = false;
        return { text, isDetach: true };
      }
      if (isHolding) text += CTRL_P;
      isHolding = key === CTRL_P;
      if (!isHolding) text += key;
    }
    return { text, isDetach: false };
  };
}
