import type { Asked, Found, Screen, ScreenSize } from '../screen/screen.ts';

export interface FakeScreen extends Screen {
  /** All that was written, as text. */
  readonly shown: () => string;
  readonly type: (typed: string) => void;
  readonly resize: (size: ScreenSize) => void;
  readonly askForSearch: () => void;
  readonly report: (found: Found) => void;
  /** What `find` was asked for last. */
  readonly searched: () => string | undefined;
  readonly isDisposed: () => boolean;
}

/** A screen that remembers instead of drawing. */
export function createFakeScreen(): FakeScreen {
  const decoder = new TextDecoder();
  const element = document.createElement('div');
  const input: ((typed: string) => void)[] = [];
  const resized: ((size: ScreenSize) => void)[] = [];
  const asked = new Set<(asked: Asked) => void>();
  const found = new Set<(found: Found) => void>();
  let size: ScreenSize = { columns: 80, rows: 24 };
  let searched: string | undefined;
  let isDisposed = false;

  return {
    element,
    get size() {
      return size;
    },
    selection: '',
    write(bytes, done) {
      element.textContent += typeof bytes === 'string' ? bytes : decoder.decode(bytes, { stream: true });
      if (done) queueMicrotask(done);
    },
    fit() {},
    focus() {},
    onInput: (listener) => void input.push(listener),
    onBinary() {},
    onResize: (listener) => void resized.push(listener),
    onAsked(listener) {
      asked.add(listener);
      return () => asked.delete(listener);
    },
    find: (text) => (searched = text),
    onFound(listener) {
      found.add(listener);
      return () => found.delete(listener);
    },
    endFind: () => (searched = undefined),
    paste: (text) => input.forEach((listener) => listener(text)),
    selectAll() {},
    clear: () => (element.textContent = ''),
    setScreenReader() {},
    dispose: () => (isDisposed = true),
    shown: () => element.textContent,
    type: (typed) => input.forEach((listener) => listener(typed)),
    resize(next) {
      size = next;
      resized.forEach((listener) => listener(next));
    },
    askForSearch: () => asked.forEach((listener) => listener({ type: 'search' })),
    report: (what) => found.forEach((listener) => listener(what)),
    searched: () => searched,
    isDisposed: () => isDisposed,
  };
}
