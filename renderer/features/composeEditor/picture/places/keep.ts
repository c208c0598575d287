import type { PictureGraph, PictureNode } from '../graph/pictureGraph.ts';
import type { NodeKind } from '../graph/kinds.ts';
import { arrange } from './arrange.ts';
import { overlap, type Places, type Point, type Rect, rectOf, SIZE } from './places.ts';

/** What is in the picture, in the order of the file, and where that and what was in it stood. */
export interface Kept {
  readonly order: readonly { readonly id: string; readonly kind: NodeKind }[];
  readonly places: Places;
}

export const NOTHING_KEPT: Kept = { order: [], places: {} };
const GAP = 18;

/**
 * Nothing that has a place is moved. What has another name now keeps its place; what is new finds a free one near those
 * that it has lines with.
 */
export function keepPlaces(graph: PictureGraph, before: Kept): Kept {
  const order = graph.nodes.map(({ id, kind }) => ({ id, kind }));
  if (Object.keys(before.places).length === 0) return { order, places: arrange(graph) };
  const renamed = renames(before.order, order);
  const known = new Set(before.order.map(({ id }) => id));
  const places: Record<string, Point> = {};
  const returning: PictureNode[] = [];
  for (const node of graph.nodes) {
    const from = renamed.get(node.id) ?? node.id;
    const place = before.places[from];
    if (place && (known.has(from) || known.size === 0)) places[node.id] = place;
    else if (place) returning.push(node);
  }
  const taken = graph.nodes.flatMap(({ id, kind }) => (places[id] ? [rectOf(kind, places[id])] : []));
  for (const { id, kind } of returning) {
    // An undo brings it back: where it was, if that is still free.
    const place = before.places[id];
    if (!place || taken.some((one) => overlap(rectOf(kind, place), one, 0))) continue;
    places[id] = place;
    taken.push(rectOf(kind, place));
  }
  for (const node of graph.nodes) {
    if (places[node.id]) continue;
    const place = freePlace(node, graph, places, taken);
    places[node.id] = place;
    taken.push(rectOf(node.kind, place));
  }
  const isSame = order.length === before.order.length && order.every(({ id }, index) => before.order[index]?.id === id);
  return isSame ? before : { order, places: { ...before.places, ...places } };
}

/** New ids to those they had: as many of a kind as before, and another name at the same place of the order. */
function renames(before: Kept['order'], now: Kept['order']): ReadonlyMap<string, string> {
  const [gone, fresh] = [without(before, now), without(now, before)];
  const renamed = new Map<string, string>();
  for (const kind of new Set(fresh.map((one) => one.kind))) {
    const [olds, news] = [gone, fresh].map((list) => list.filter((one) => one.kind === kind));
    if (!olds || !news || olds.length !== news.length) continue;
    for (const [index, { id }] of news.entries()) renamed.set(id, olds[index]?.id ?? id);
  }
  return renamed;
}

function without(list: Kept['order'], others: Kept['order']): Kept['order'] {
  const ids = new Set(others.map(({ id }) => id));
  return list.filter(({ id }) => !ids.has(id));
}

function freePlace(node: PictureNode, graph: PictureGraph, places: Places, taken: readonly Rect[]): Point {
  const { x, y } = wish(node, graph, places, taken);
  const { height } = SIZE[node.kind];
  // Nearest to the wish, up or down, in this column.
  for (let step = 0; ; step++) {
    for (const side of step === 0 ? [0] : [1, -1]) {
      const rect = rectOf(node.kind, { x, y: y + side * step * (height / 2 + GAP / 2) });
      if (!taken.some((one) => overlap(rect, one, GAP - 8))) return { x: Math.round(rect.x), y: Math.round(rect.y) };
    }
  }
}

function wish({ id, kind }: PictureNode, graph: PictureGraph, places: Places, taken: readonly Rect[]): Point {
  const line = graph.lines.find((one) =>
    one.fromId === id ? places[one.toId] : one.toId === id && places[one.fromId],
  );
  const near = line && places[line.fromId === id ? line.toId : line.fromId];
  const same = graph.nodes.flatMap((one) => (one.kind === kind ? (places[one.id] ?? []) : []));
  const lowest = same.toSorted((a, b) => b.y - a.y)[0];
  if (kind === 'port' && near) return { x: near.x - SIZE.port.width - 36, y: near.y + 16 };
  const [left, right] = [
    Math.min(0, ...taken.map((one) => one.x)),
    Math.max(0, ...taken.map((one) => one.x + one.width)),
  ];
  if (kind === 'service') {
    if (!near || !line) return lowest ? { x: lowest.x, y: lowest.y + SIZE.service.height + GAP } : { x: left, y: 0 };
    const isNeeded = line.toId === id;
    return { x: near.x + (isNeeded ? 1 : -1) * (SIZE.service.width + 88), y: near.y };
  }
  const column = lowest?.x ?? right + 88;
  return { x: column, y: near?.y ?? (lowest ? lowest.y + SIZE[kind].height + GAP : 0) };
}
