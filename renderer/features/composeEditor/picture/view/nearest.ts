import type { Point } from '../places/places.ts';

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

export const isDirection = (key: string): key is Direction => /^Arrow(Left|Right|Up|Down)$/.test(key);

/** Going aside counts double: the eye goes along rows and columns. */
const ASIDE = 2.5;

/** The one whose middle lies nearest in a direction; undefined where nothing lies there. */
export function nearest(from: Point, direction: Direction, points: ReadonlyMap<string, Point>): string | undefined {
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const [id, { x, y }] of points) {
    const [dx, dy] = [x - from.x, y - from.y];
    const along = { ArrowLeft: -dx, ArrowRight: dx, ArrowUp: -dy, ArrowDown: dy }[direction];
    const aside = Math.abs(direction === 'ArrowLeft' || direction === 'ArrowRight' ? dy : dx);
    if (along <= 1) continue;
    const cost = along + aside * ASIDE;
    if (!best || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}
