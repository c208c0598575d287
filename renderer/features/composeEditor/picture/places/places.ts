import type { NodeKind } from '../graph/kinds.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where everything stands, by the ids of the nodes. */
export type Places = Readonly<Record<string, Point>>;

/** Said, so that nothing has to be measured. */
export const SIZE: Readonly<Record<NodeKind, { readonly width: number; readonly height: number }>> = {
  service: { width: 184, height: 62 },
  port: { width: 124, height: 30 },
  network: { width: 156, height: 42 },
  volume: { width: 156, height: 42 },
  secret: { width: 156, height: 42 },
  config: { width: 156, height: 42 },
};

export const rectOf = (kind: NodeKind, { x, y }: Point): Rect => ({ x, y, ...SIZE[kind] });

export const overlap = (a: Rect, b: Rect, gap: number): boolean =>
  a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap;
