import { memo, useMemo } from 'react';
import type { MapLine } from './graph.ts';
import { WORLD } from './graph.ts';
import styles from './Map.module.css';
import { type LightOf, WORLD_SIZE, worldPoint } from './nodes.ts';
import { BOX, boxPoints, frameRect, networkOf, type Places, type Rect } from './place.ts';

interface LinesProps {
  readonly lines: readonly MapLine[];
  readonly places: Places;
  readonly lightOf: LightOf;
  /** Something is chosen: what has nothing to do with it steps back. */
  readonly isChosen: boolean;
}

/** All lines in one drawing: hundreds of them cost what one costs. */
export const Lines = memo(({ lines, places, lightOf, isChosen }: LinesProps) => {
  const rects = useMemo(() => rectsOf(places), [places]);
  return (
    <svg className={styles.lines} aria-hidden="true">
      <defs>
        <marker
          id="map-arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerUnits="userSpaceOnUse"
          markerWidth="10"
          markerHeight="10"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8z" className={styles.arrow} />
        </marker>
      </defs>
      {lines.map(({ id, kind, fromId, toId }) => {
        const [from, to] = [rects.get(fromId), rects.get(toId)];
        if (!from || !to) return null;
        const isLit =
          isChosen &&
          lightOf(fromId) !== 'dimmed' &&
          lightOf(toId) !== 'dimmed' &&
          (lightOf(fromId) === 'chosen' || lightOf(toId) === 'chosen');
        return (
          <path
            key={id}
            d={pathBetween(from, to)}
            className={styles.line}
            data-kind={kind}
            data-light={isChosen ? (isLit ? 'lit' : 'dimmed') : undefined}
            markerEnd={kind === 'joins' ? undefined : 'url(#map-arrow)'}
          />
        );
      })}
    </svg>
  );
});

function rectsOf(places: Places): ReadonlyMap<string, Rect> {
  const rects = new Map<string, Rect>([[WORLD, { ...worldPoint(places), ...WORLD_SIZE }]]);
  for (const [id, frame] of Object.entries(places.frames)) {
    // A line to a network ends at its head, not somewhere among the containers.
    if (id === networkOf(id)) rects.set(id, { ...frameRect(frame), height: 30 });
  }
  for (const [id, point] of boxPoints(places)) rects.set(id, { ...point, width: BOX.width, height: BOX.height });
  return rects;
}

/** A soft curve between the sides that face each other. */
function pathBetween(a: Rect, b: Rect): string {
  const isBeside = a.x + a.width <= b.x || b.x + b.width <= a.x;
  const [centerA, centerB] = [center(a), center(b)];
  if (isBeside) {
    const toRight = a.x + a.width <= b.x;
    const [x1, x2] = toRight ? [a.x + a.width, b.x] : [a.x, b.x + b.width];
    const bend = Math.max(24, Math.abs(x2 - x1) / 2) * (toRight ? 1 : -1);
    return `M${x1} ${centerA.y}C${x1 + bend} ${centerA.y} ${x2 - bend} ${centerB.y} ${x2} ${centerB.y}`;
  }
  const isBelow = centerA.y <= centerB.y;
  const [y1, y2] = isBelow ? [a.y + a.height, b.y] : [a.y, b.y + b.height];
  const bend = Math.max(16, Math.abs(y2 - y1) / 2) * (isBelow ? 1 : -1);
  return `M${centerA.x} ${y1}C${centerA.x} ${y1 + bend} ${centerB.x} ${y2 - bend} ${centerB.x} ${y2}`;
}

const center = ({ x, y, width, height }: Rect) => ({ x: x + width / 2, y: y + height / 2 });
