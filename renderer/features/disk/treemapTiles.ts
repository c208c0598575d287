import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';
import type { DiskKind } from '../../../contract/model/disk.ts';
import { type DiskThing, KINDS } from './diskThings.ts';
import { t } from './texts/index.ts';

export interface Tile {
  readonly id: string;
  readonly kind: DiskKind;
  readonly name: string;
  readonly sizeBytes: number;
  /** Absent of what is no thing by itself: shared layers, the many small ones. */
  readonly thing?: DiskThing;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Node {
  readonly id: string;
  readonly kind?: DiskKind;
  readonly name: string;
  readonly sizeBytes?: number;
  readonly thing?: DiskThing;
  readonly children?: readonly Node[];
}

/** More of one kind would be too small to see: they become one tile. */
const MAX_TILES = 40;

/** Where each tile lies, its area being its share of the space; nothing for an area of nothing. */
export function layTiles(
  things: readonly DiskThing[],
  sharedLayerBytes: number,
  width: number,
  height: number,
): readonly Tile[] {
  const kinds = KINDS.map((kind): Node => ({
    id: kind,
    name: kind,
    children: tilesOf(kind, things, sharedLayerBytes),
  }));
  const root = hierarchy<Node>({ id: 'disk', name: 'disk', children: kinds.filter(({ children }) => children?.length) })
    .sum(({ sizeBytes = 0 }) => sizeBytes)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  if (width <= 0 || height <= 0 || !root.value) return [];
  const laid = treemap<Node>().size([width, height]).tile(treemapSquarify.ratio(1.4)).paddingInner(2).round(true)(root);
  return laid.leaves().flatMap(({ data, x0, x1, y0, y1 }) =>
    data.kind === undefined
      ? []
      : [
          {
            id: data.id,
            kind: data.kind,
            name: data.name,
            sizeBytes: data.sizeBytes ?? 0,
            ...(data.thing && { thing: data.thing }),
            x: x0,
            y: y0,
            width: x1 - x0,
            height: y1 - y0,
          },
        ],
  );
}

function tilesOf(kind: DiskKind, things: readonly DiskThing[], sharedLayerBytes: number): readonly Node[] {
  const own = things.filter((one) => one.kind === kind && one.sizeBytes > 0);
  const small = own.slice(MAX_TILES);
  const smallBytes = small.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return [
    ...own.slice(0, MAX_TILES).map((thing) => ({ ...thing, thing })),
    ...(small.length > 0
      ? [
          {
            id: `${kind} small`,
            kind,
            name: t('{{small}} smaller ones', { small: small.length }),
            sizeBytes: smallBytes,
          },
        ]
      : []),
    ...(kind === 'image' && sharedLayerBytes > 0
      ? [{ id: 'image shared', kind, name: t('Layers that images share'), sizeBytes: sharedLayerBytes }]
      : []),
  ].map(({ id, name, sizeBytes, ...rest }) => ({
    id,
    kind,
    name,
    sizeBytes,
    ...('thing' in rest && { thing: rest.thing }),
  }));
}
