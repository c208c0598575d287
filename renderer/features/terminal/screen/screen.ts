export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/** How many matches there are, and which of them is marked. */
export interface Found {
  /** From 0; -1 when none is, or when there are too many to count. */
  readonly index: number;
  readonly count: number;
}

/** What the person wants of the page, not of the program. */
export type Asked =
  { readonly type: 'search' | 'leave' } | { readonly type: 'menu'; readonly x: number; readonly y: number };

/** A terminal's screen, apart from where its bytes come from: xterm.js in the page, a plain object in tests. */
export interface Screen {
  /** Put into the page wherever it is looked at; keeps its content when it is moved. */
  readonly element: HTMLElement;
  readonly size: ScreenSize;
  /** `done` is called once the bytes have been taken in. */
  write(bytes: Uint8Array | string, done?: () => void): void;
  /** As large as its parent. Call after the element was put in, and when its room changes. */
  fit(): void;
  focus(): void;
  onInput(listener: (typed: string) => void): void;
  /** Bytes that are no text: reports of the mouse. */
  onBinary(listener: (bytes: Uint8Array) => void): void;
  onResize(listener: (size: ScreenSize) => void): void;
  /** Gives what ends the listening. */
  onAsked(listener: (asked: Asked) => void): () => void;
  find(text: string, direction: 'next' | 'previous' | 'incremental'): void;
  /** Gives what ends the listening. */
  onFound(listener: (found: Found) => void): () => void;
  endFind(): void;
  readonly selection: string;
  paste(text: string): void;
  selectAll(): void;
  clear(): void;
  setScreenReader(isOn: boolean): void;
  dispose(): void;
}
