import type { Point } from '../places/places.ts';

/** What is being dragged, and where it is now. */
export interface Dragged {
  readonly id: string;
  readonly at: Point;
}

/** A drag, beside React: the drawing of hundreds of nodes is not asked at each move of one. */
export interface Drag {
  now(this: void): Dragged | undefined;
  /** Called once for each frame in which it has moved, and when it is over. Gives back how to stop that. */
  subscribe(this: void, listener: () => void): () => void;
  /** The element goes with the mouse, in the next frame. */
  to(id: string, at: Point, element: HTMLElement | undefined): void;
  /** It stays there. */
  drop(at: Point, element: HTMLElement | undefined): void;
}

export function createDrag(): Drag {
  const listeners = new Set<() => void>();
  let shown: Dragged | undefined;
  let newest: (Dragged & { readonly element: HTMLElement | undefined }) | undefined;
  let frame: number | undefined;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    now: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    to(id, at, element) {
      newest = { id, at, element };
      frame ??= requestAnimationFrame(() => {
        frame = undefined;
        if (!newest) return;
        shown = { id: newest.id, at: newest.at };
        if (newest.element) {
          // A layer of its own for as long as it moves: nothing else is drawn anew.
          newest.element.style.willChange = 'transform';
          placeAt(newest.element, newest.at);
        }
        tell();
      });
    },
    drop(at, element) {
      if (element) {
        placeAt(element, at);
        element.style.willChange = '';
      }
      if (frame !== undefined) cancelAnimationFrame(frame);
      frame = newest = shown = undefined;
      tell();
    },
  };
}

/** As the library does it. */
function placeAt(element: HTMLElement, { x, y }: Point): void {
  element.style.transform = `translate(${x}px,${y}px)`;
}
