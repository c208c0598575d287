import dagre from '@dagrejs/dagre';
import type { MapFrame, MapGraph } from './graph.ts';

export const BOX = { width: 176, height: 46, gap: 12 } as const;
const HEAD = 44;
const PAD = 14;
const FRAME_GAP = 48;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedFrame extends Point {
  readonly columns: number;
  readonly rows: number;
}

/** Where everything stands. A container has a place of a frame, counted from its first row on. */
export interface Places {
  /** By id; a frame that could not grow any more goes on in another, `id#2`. */
  readonly frames: Readonly<Record<string, PlacedFrame>>;
  readonly slots: Readonly<Record<string, { readonly frame: string; readonly slot: number }>>;
}

export const NO_PLACES: Places = { frames: {}, slots: {} };

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

export const frameRect = ({ x, y, columns, rows }: PlacedFrame): Rect => ({
  x,
  y,
  width: PAD * 2 + columns * BOX.width + (columns - 1) * BOX.gap,
  height: HEAD + PAD + rows * BOX.height + Math.max(0, rows - 1) * BOX.gap,
});

/** Within its frame. */
export const slotPoint = (columns: number, slot: number): Point => ({
  x: PAD + (slot % columns) * (BOX.width + BOX.gap),
  y: HEAD + Math.floor(slot / columns) * (BOX.height + BOX.gap),
});

/** The network of a frame. */
export const networkOf = (frame: string): string => frame.replace(/#\d+$/, '');

/** Nothing that has a place is moved; what is new finds one, what is gone gives its up. */
export function place(graph: MapGraph, before: Places): Places {
  const wanted = new Map(graph.frames.map((frame) => [frame.id, frame]));
  const frames: Record<string, PlacedFrame> = {};
  const slots: Record<string, { frame: string; slot: number }> = {};
  for (const [id, frame] of Object.entries(before.frames)) if (wanted.has(networkOf(id))) frames[id] = frame;
  for (const [id, slot] of Object.entries(before.slots)) {
    if (frames[slot.frame] && graph.homes.get(id) === networkOf(slot.frame)) slots[id] = slot;
  }
  const isFirst = Object.keys(frames).length === 0;
  const fresh = graph.frames.filter(({ id }) => !frames[id]);
  if (isFirst) Object.assign(frames, firstPlaces(graph));
  else for (const frame of fresh) frames[frame.id] = inFreeSpace(shapeOf(frame), Object.values(frames));
  for (const frame of graph.frames) settle(frame, frames, slots);
  const isSame =
    sameKeys(frames, before.frames) &&
    sameKeys(slots, before.slots) &&
    Object.entries(frames).every(([id, frame]) => before.frames[id] === frame) &&
    Object.entries(slots).every(([id, slot]) => before.slots[id] === slot);
  return isSame ? before : { frames, slots };
}

const sameKeys = (a: object, b: object): boolean => Object.keys(a).length === Object.keys(b).length;

/** Gives each member of a network that has none yet the first free place, in frames that grow where there is room. */
function settle(
  { id, memberIds }: MapFrame,
  frames: Record<string, PlacedFrame>,
  slots: Record<string, { frame: string; slot: number }>,
): void {
  const taken = new Map<string, Set<number>>();
  for (const member of memberIds) {
    const slot = slots[member];
    if (slot) taken.set(slot.frame, (taken.get(slot.frame) ?? new Set()).add(slot.slot));
  }
  for (const member of memberIds) {
    if (slots[member]) continue;
    const found = freeSlot(id, frames, taken);
    slots[member] = found;
    taken.set(found.frame, (taken.get(found.frame) ?? new Set()).add(found.slot));
  }
  // One that is empty now and only went on from another is of no more use.
  for (const part of Object.keys(frames)) {
    if (part !== id && networkOf(part) === id && !taken.has(part)) delete frames[part];
  }
}

function freeSlot(
  id: string,
  frames: Record<string, PlacedFrame>,
  taken: ReadonlyMap<string, ReadonlySet<number>>,
): { frame: string; slot: number } {
  for (let part = 1; ; part++) {
    const key = part === 1 ? id : `${id}#${part}`;
    frames[key] ??= inFreeSpace({ columns: 3, rows: 1 }, Object.values(frames));
    const frame = frames[key];
    const its = taken.get(key) ?? new Set<number>();
    for (let slot = 0; slot < frame.columns * frame.rows; slot++) if (!its.has(slot)) return { frame: key, slot };
    const grown = { ...frame, rows: frame.rows + 1 };
    const others = Object.entries(frames).flatMap(([other, rect]) => (other === key ? [] : [frameRect(rect)]));
    if (isFree(frameRect(grown), others)) {
      frames[key] = grown;
      return { frame: key, slot: frame.columns * frame.rows };
    }
  }
}

/** Wider than high, as screens are; boxes are some four times as wide as high. */
function shapeOf({ memberIds }: MapFrame): { columns: number; rows: number } {
  const count = Math.max(1, memberIds.length);
  const columns = Math.max(1, Math.min(10, Math.ceil(Math.sqrt(count / 2.2))));
  return { columns, rows: Math.ceil(count / columns) };
}

/**
 * Networks that share containers stand beside one another, those with published ports nearer to the world outside, whose
 * lines would lie behind the others; the groups that this makes are put in rows.
 */
function firstPlaces(graph: MapGraph): Record<string, PlacedFrame> {
  const shapes = new Map(graph.frames.map((frame) => [frame.id, { x: 0, y: 0, ...shapeOf(frame) }]));
  const picture = new dagre.graphlib.Graph();
  picture.setGraph({ rankdir: 'LR', nodesep: FRAME_GAP, ranksep: FRAME_GAP * 1.5 });
  picture.setDefaultEdgeLabel(() => ({}));
  for (const [id, shape] of shapes) {
    const { width, height } = frameRect(shape);
    picture.setNode(id, { width, height });
  }
  const published = graph.lines.flatMap(({ kind, toId }) => (kind === 'published' ? [graph.homes.get(toId)] : []));
  const isOutermost = (id: string) => published.includes(id);
  for (const { kind, fromId, toId } of graph.lines) {
    const home = graph.homes.get(fromId);
    if (kind !== 'joins' || home === undefined || !shapes.has(home) || !shapes.has(toId)) continue;
    if (isOutermost(toId) && !isOutermost(home)) picture.setEdge(toId, home);
    else picture.setEdge(home, toId);
  }
  const groups = dagre.graphlib.alg.components(picture).map((ids) => groupOf(ids, picture, shapes));
  return inRows(groups);
}

interface Group {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly (readonly [id: string, frame: PlacedFrame])[];
}

function groupOf(
  ids: readonly string[],
  picture: InstanceType<typeof dagre.graphlib.Graph>,
  shapes: ReadonlyMap<string, PlacedFrame>,
): Group {
  const part = new dagre.graphlib.Graph();
  part.setGraph(picture.graph());
  part.setDefaultEdgeLabel(() => ({}));
  for (const id of ids) part.setNode(id, { ...(picture.node(id) as { width: number; height: number }) });
  for (const { v, w } of picture.edges()) if (ids.includes(v)) part.setEdge(v, w);
  dagre.layout(part);
  const frames = ids.map((id) => {
    const { x, y, width, height } = part.node(id) as Rect;
    return [id, { ...shapes.get(id)!, x: Math.round(x - width / 2), y: Math.round(y - height / 2) }] as const;
  });
  const rects = frames.map(([, frame]) => frameRect(frame));
  const [left, top] = [Math.min(...rects.map(({ x }) => x)), Math.min(...rects.map(({ y }) => y))];
  return {
    width: Math.max(...rects.map(({ x, width }) => x + width)) - left,
    height: Math.max(...rects.map(({ y, height }) => y + height)) - top,
    frames: frames.map(([id, frame]) => [id, { ...frame, x: frame.x - left, y: frame.y - top }] as const),
  };
}

/** The highest first, side by side until the picture is as wide as it is going to be high. */
function inRows(groups: readonly Group[]): Record<string, PlacedFrame> {
  const sorted = groups.toSorted((a, b) => b.height - a.height);
  const area = groups.reduce((sum, { width, height }) => sum + (width + FRAME_GAP) * (height + FRAME_GAP), 0);
  const widest = Math.max(Math.sqrt(area * 1.7), ...groups.map(({ width }) => width));
  const placed: Record<string, PlacedFrame> = {};
  let [x, y, rowHeight] = [0, 0, 0];
  for (const { width, height, frames } of sorted) {
    if (x > 0 && x + width > widest) [x, y, rowHeight] = [0, y + rowHeight + FRAME_GAP, 0];
    for (const [id, frame] of frames) placed[id] = { ...frame, x: frame.x + x, y: frame.y + y };
    x += width + FRAME_GAP;
    rowHeight = Math.max(rowHeight, height);
  }
  return placed;
}

const STEP = 40;

/** The first spot, from the top left, where it touches nothing. */
function inFreeSpace(shape: { columns: number; rows: number }, frames: readonly PlacedFrame[]): PlacedFrame {
  const others = frames.map(frameRect);
  const left = Math.min(0, ...others.map(({ x }) => x));
  const top = Math.min(0, ...others.map(({ y }) => y));
  const right = Math.max(left + 1, ...others.map(({ x, width }) => x + width));
  for (let y = top; ; y += STEP) {
    for (let x = left; x < right; x += STEP) {
      const frame = { x, y, ...shape };
      if (isFree(frameRect(frame), others)) return frame;
    }
  }
}

/** With the usual distance to all others. */
const isFree = (rect: Rect, others: readonly Rect[]): boolean =>
  others.every(
    (other) =>
      rect.x + rect.width + FRAME_GAP / 2 <= other.x ||
      other.x + other.width + FRAME_GAP / 2 <= rect.x ||
      rect.y + rect.height + FRAME_GAP / 2 <= other.y ||
      other.y + other.height + FRAME_GAP / 2 <= rect.y,
  );

/** Where each container stands in the picture. */
export function boxPoints({ frames, slots }: Places): ReadonlyMap<string, Point> {
  return new Map(
    Object.entries(slots).flatMap(([id, { frame, slot }]) => {
      const its = frames[frame];
      if (!its) return [];
      const { x, y } = slotPoint(its.columns, slot);
      return [[id, { x: its.x + x, y: its.y + y }] as const];
    }),
  );
}
