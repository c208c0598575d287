import type { PictureGraph, PictureNode } from '../graph/pictureGraph.ts';
import { type Places, type Point, SIZE } from './places.ts';
import { ranks } from './ranks.ts';

const GAP = { column: 88, row: 30, port: 8, beside: 36 } as const;
const SWEEPS = 4;

/**
 * From the left to the right: each service before those that it needs, its ports at its left, and networks, volumes,
 * secrets and configs at the right end. Within a column each stands near those that it has lines with.
 */
export function arrange(graph: PictureGraph): Places {
  const services = graph.nodes.filter(({ kind }) => kind === 'service');
  const others = graph.nodes.filter(({ kind }) => kind !== 'service' && kind !== 'port');
  const ports = portsBy(graph);
  const neighbours = neighboursOf(graph);
  const columns = inColumns(services, graph, neighbours);
  const most = Math.max(5, Math.ceil(Math.sqrt(services.length * 1.1)));

  const places: Record<string, Point> = {};
  let x = 0;
  const heights: number[] = [];
  for (const part of columns.flatMap((column) => chunks(column, most))) {
    const hasPorts = part.some(({ id }) => ports.has(id));
    const left = x + (hasPorts ? SIZE.port.width + GAP.beside : 0);
    let y = 0;
    for (const { id } of part) {
      const its = ports.get(id) ?? [];
      const portsHeight = its.length * (SIZE.port.height + GAP.port) - GAP.port;
      const height = Math.max(SIZE.service.height, portsHeight);
      places[id] = { x: left, y: y + (height - SIZE.service.height) / 2 };
      for (const [index, port] of its.entries()) {
        places[port] = { x, y: y + (height - portsHeight) / 2 + index * (SIZE.port.height + GAP.port) };
      }
      y += height + GAP.row;
    }
    heights.push(y - GAP.row);
    x = left + SIZE.service.width + GAP.column;
  }
  placeOthers(others, places, neighbours, x, Math.max(0, ...heights));
  return centred(places, graph.nodes);
}

/** Networks and the like, each about as high as its users stand. */
function placeOthers(
  others: readonly PictureNode[],
  places: Record<string, Point>,
  neighbours: ReadonlyMap<string, readonly string[]>,
  left: number,
  height: number,
): void {
  const wish = (id: string): number =>
    mean((neighbours.get(id) ?? []).flatMap((one) => places[one]?.y ?? [])) ?? height;
  const sorted = others
    .map((node) => ({ node, y: wish(node.id) }))
    .toSorted((a, b) => a.y - b.y)
    .map(({ node }) => node);
  const perColumn = Math.max(6, Math.floor(height / (SIZE.network.height + GAP.row)));
  for (const [column, part] of chunks(sorted, perColumn).entries()) {
    const total = part.reduce((sum, { kind }) => sum + SIZE[kind].height + GAP.row, -GAP.row);
    let y = Math.max(0, (height - total) / 2);
    for (const { id, kind } of part) {
      places[id] = { x: left + column * (SIZE.network.width + GAP.beside), y };
      y += SIZE[kind].height + GAP.row;
    }
  }
}

function inColumns(
  services: readonly PictureNode[],
  graph: PictureGraph,
  neighbours: ReadonlyMap<string, readonly string[]>,
): PictureNode[][] {
  const targets = new Map<string, string[]>();
  for (const { kind, fromId, toId } of graph.lines) {
    if (kind === 'service') targets.set(fromId, [...(targets.get(fromId) ?? []), toId]);
  }
  const rank = ranks(
    services.map(({ id }) => id),
    targets,
  );
  const columns: PictureNode[][] = [];
  for (const node of services) (columns[rank.get(node.id) ?? 0] ??= []).push(node);
  const at = new Map<string, number>();
  const note = (column: readonly PictureNode[]) => {
    for (const [index, { id }] of column.entries()) at.set(id, index - column.length / 2);
  };
  columns.forEach(note);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) {
      const wishes = new Map(
        column.map(({ id }) => [id, mean((neighbours.get(id) ?? []).flatMap((one) => at.get(one) ?? []))]),
      );
      column.sort((a, b) => (wishes.get(a.id) ?? at.get(a.id) ?? 0) - (wishes.get(b.id) ?? at.get(b.id) ?? 0));
      note(column);
    }
  }
  return columns;
}

function neighboursOf({ lines }: PictureGraph): ReadonlyMap<string, readonly string[]> {
  const neighbours = new Map<string, string[]>();
  const add = (a: string, b: string) => {
    const its = neighbours.get(a);
    if (its) its.push(b);
    else neighbours.set(a, [b]);
  };
  for (const { fromId, toId } of lines) {
    add(fromId, toId);
    add(toId, fromId);
  }
  return neighbours;
}

function portsBy({ lines }: PictureGraph): ReadonlyMap<string, readonly string[]> {
  const ports = new Map<string, string[]>();
  for (const { kind, fromId, toId } of lines)
    if (kind === 'port') ports.set(toId, [...(ports.get(toId) ?? []), fromId]);
  return ports;
}

/** Short columns in the middle of the high ones: lines go straight. */
function centred(places: Record<string, Point>, nodes: readonly PictureNode[]): Places {
  const ends = new Map<number, number>();
  const columnOf = new Map<string, number>();
  for (const { id, kind } of nodes) {
    const place = places[id];
    if (!place) continue;
    // Ports go with the column of their services.
    const column = kind === 'port' ? place.x + SIZE.port.width + GAP.beside : place.x;
    columnOf.set(id, column);
    ends.set(column, Math.max(ends.get(column) ?? 0, place.y + SIZE[kind].height));
  }
  const height = Math.max(0, ...ends.values());
  const moved = nodes.flatMap(({ id, kind }): [string, Point][] => {
    const place = places[id];
    const isService = kind === 'service' || kind === 'port';
    if (!place) return [];
    const by = isService ? (height - (ends.get(columnOf.get(id) ?? 0) ?? height)) / 2 : 0;
    return [[id, { x: Math.round(place.x), y: Math.round(place.y + by) }]];
  });
  return Object.fromEntries(moved);
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  const even = Math.ceil(items.length / Math.max(1, count));
  return Array.from({ length: count }, (_, index) => items.slice(index * even, (index + 1) * even));
}

const mean = (numbers: readonly number[]): number | undefined =>
  numbers.length === 0 ? undefined : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
