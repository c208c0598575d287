import type { Places } from './places.ts';

const keyOf = (path: string) => `gantry.compose.picture.${path}`;

/** Where everything stood the last time, of this file; nothing where that cannot be read. Never in the file itself. */
export function readPlaces(path: string): Places {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(path)) ?? '{}') as Record<
      string,
      Partial<{ x: number; y: number }>
    >;
    const places = Object.entries(kept).flatMap(([id, point]) =>
      Number.isFinite(point?.x) && Number.isFinite(point?.y) ? [[id, { x: point.x, y: point.y }] as const] : [],
    );
    return Object.fromEntries(places) as Places;
  } catch {
    return {}; // it is drawn anew
  }
}

export function writePlaces(path: string, places: Places): void {
  try {
    localStorage.setItem(keyOf(path), JSON.stringify(places));
  } catch {
    // A full or forbidden storage costs the order of the picture, not the picture.
  }
}
