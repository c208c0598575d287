const CTRL_P = '\x10';
const CTRL_Q = '\x11';

/**
 * Docker's detach keys. Ctrl-P is held back until the next key says whether it was the first half of Ctrl-P Ctrl-Q; any
 * other key sends both.
 */
export function createDetachKeys(onDetach: () => void): (typed: string) => string {
  let isHolding = false;
  return (typed) => {
    let passed = '';
    for (const key of typed) {
      if (isHolding && key === CTRL_Q) {
        isHolding = false;
        onDetach();
        return passed;
      }
      if (isHolding) passed += CTRL_P;
      isHolding = key === CTRL_P;
      if (!isHolding) passed += key;
    }
    return passed;
  };
}
