import type { MenuCommand } from '../contract/model/menu.ts';

/** What main asks of the shell it runs in; Electron and browser mode each have one. */
export interface Host {
  readonly mode: 'desktop' | 'browser';
  /**
   * Hands a file to the person: a save dialog in Electron, a one-time download address in browser mode.
   * `open` is called once, when the bytes are wanted; its iterable is closed when the person gives up.
   * Resolves when it is known where the file goes; `finished` when it is there. Rejects with `cancelled`.
   */
  offerFile(file: {
    readonly name: string;
    open(signal: AbortSignal): AsyncIterable<Uint8Array>;
  }): Promise<{ readonly downloadUrl?: string; readonly finished: Promise<{ readonly sizeBytes: number }> }>;
  /** The application menu; a browser has none. */
  readonly menu?: {
    show(commands: readonly MenuCommand[]): void;
    /** Told what is chosen; gives back how to stop that. */
    onChoice(listener: (commandId: string) => void): () => void;
  };
}
