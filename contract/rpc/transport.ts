import { type AppError, AppFailure } from '../errors.ts';

/** Raised when a message changes its meaning: a page and a server of different builds must not guess. */
export const PROTOCOL = 1;

/** How far a stream's source may be ahead of its reader. One item may overshoot the bytes, however big it is. */
export const WINDOW_ITEMS = 256;
export const WINDOW_BYTES = 1024 * 1024;

export type ToServer =
  /** Always the first message. */
  | { readonly type: 'hello'; readonly protocol: number; readonly token?: string | undefined }
  | {
      readonly id: number;
      readonly type: 'request';
      readonly service: string;
      readonly method: string;
      readonly input: unknown;
    }
  | { readonly id: number; readonly type: 'cancel' }
  /** The reader has taken so many more items of stream `id`. */
  | { readonly id: number; readonly type: 'taken'; readonly count: number };

export type ToClient =
  | { readonly type: 'welcome'; readonly protocol: number }
  | { readonly type: 'refused'; readonly error: AppError }
  | Answer;

export type Answer =
  | { readonly id: number; readonly type: 'result'; readonly value: unknown }
  | { readonly id: number; readonly type: 'items'; readonly items: readonly unknown[] }
  | { readonly id: number; readonly type: 'end' }
  | { readonly id: number; readonly type: 'error'; readonly error: AppError };

/** One side said goodbye; or the pipe broke, and the other side may not even know of it: it will come back. */
export type Closed = 'left' | 'lost';

/** Why what a client asked for is aborted when its pipe broke: what is worth it may be kept until the client is back. */
export const CONNECTION_LOST = new AppFailure({ code: 'cancelled', message: 'The connection to the page was lost.' });

/** A pipe that keeps order: a MessagePort, a WebSocket, or a pair of arrays in a test. */
export interface Transport<Out, In> {
  /** Silently dropped once the pipe is closed: `onClose` has told. */
  send(message: Out): void;
  onMessage(listener: (message: In) => void): void;
  /** Called once, whichever side closed it. */
  onClose(listener: (how: Closed) => void): void;
  close(): void;
}
