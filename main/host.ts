import type { MenuCommand } from '../contract/model/menu.ts';
import type { UpdateSource } from './updates/source.ts';

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
    /** Where it is known: exactly so many bytes come, or an error. */
    readonly sizeBytes?: number;
    /** A stream of Node’s own is read as such, which costs less. */
    open(signal: AbortSignal): AsyncIterable<Uint8Array>;
  }): Promise<{ readonly downloadUrl?: string; readonly finished: Promise<{ readonly sizeBytes: number }> }>;
  /**
   * Gives an address where the page can send one file whole, as the browser reads it from the disk; absent where there
   * are no addresses. `receive` is called once, and is asked for no more than it takes; what it throws refuses the file.
   * Closed, the address is none any more, and a file that is on its way is cut off.
   */
  takeFile?(receive: (body: AsyncIterable<Uint8Array>) => Promise<void>): {
    readonly uploadUrl: string;
    readonly close: () => void;
  };
  /**
   * Shows a folder of this computer in its file manager; absent where the person may sit at another one. Only folders: a
   * file would be run or opened by whatever program takes it. Rejects with `not-found`, or with what the system says.
   */
  openFolder?(folder: string): Promise<void>;
  /** How the app is replaced by another version of it; absent in browser mode. */
  readonly updates?: UpdateSource;
  /** The application menu; a browser has none. */
  readonly menu?: {
    show(commands: readonly MenuCommand[]): void;
    /** Told what is chosen; gives back how to stop that. */
    onChoice(listener: (commandId: string) => void): () => void;
  };
}
