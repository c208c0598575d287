import { memo, useMemo, useSyncExternalStore } from 'react';
import type { PictureLine, PictureNode } from '../graph/pictureGraph.ts';
import { type Places, type Rect, rectOf } from '../places/places.ts';
import type { Drag } from './drag.ts';
import type { Light } from './flowNodes.ts';
import styles from './Picture.module.css';

interface LinesProps {
  readonly lines: readonly PictureLine[];
  readonly nodes: readonly PictureNode[];
  readonly places: Places;
  readonly chosenId: string | undefined;
  readonly lightOf: (id: string) => Light;
  readonly onChoose: (id: string) => void;
  readonly drag: Drag;
}

const MOST_LABELS = 24;

/**
 * All lines in one drawing, apart from the library, which would make a subscriber of each. What is dragged takes its own lines
 * out of it, into a second drawing: of the others nothing is computed or drawn again while it moves.
 */
export const Lines = memo(({ drag, ...drawing }: LinesProps) => {
  const dragged = useSyncExternalStore(drag.subscribe, drag.now);
  const { lines, places } = drawing;
  const id = dragged?.id;
  const still = useMemo(() => (id === undefined ? lines : lines.filter((line) => !isOf(line, id))), [lines, id]);
  const moving = useMemo(() => (id === undefined ? [] : lines.filter((line) => isOf(line, id))), [lines, id]);
  return (
    <>
      <Drawing {...drawing} lines={still} hasArrows isStill={dragged !== undefined} />
      {dragged && <Drawing {...drawing} lines={moving} places={{ ...places, [dragged.id]: dragged.at }} isMoving />}
    </>
  );
});

const isOf = ({ fromId, toId }: PictureLine, id: string): boolean => fromId === id || toId === id;

interface DrawingProps extends Omit<LinesProps, 'drag'> {
  /** Once on the page: drawings share them. */
  readonly hasArrows?: boolean;
  /** While something else is dragged. */
  readonly isStill?: boolean;
  readonly isMoving?: boolean;
}

const Drawing = memo(
  ({ lines, nodes, places, chosenId, lightOf, onChoose, hasArrows, isStill, isMoving }: DrawingProps) => {
    const kinds = useMemo(() => new Map(nodes.map(({ id, kind }) => [id, kind])), [nodes]);
    const rect = (id: string): Rect | undefined => {
      const [kind, place] = [kinds.get(id), places[id]];
      return kind && place && rectOf(kind, place);
    };
    const isLitLine = ({ id, fromId, toId }: PictureLine) =>
      chosenId !== undefined && (chosenId === id || chosenId === fromId || chosenId === toId);
    // Above all others, and never so many that nobody could read them.
    const chosen = lines.filter(isLitLine).slice(0, MOST_LABELS);
    return (
      <svg
        className={styles.lines}
        aria-hidden="true"
        data-still={isStill || undefined}
        data-moving={isMoving || undefined}
      >
        {hasArrows && <Arrows />}
        {lines.map((line) => {
          const [from, to] = [rect(line.fromId), rect(line.toId)];
          if (!from || !to) return null;
          const isLit = isLitLine(line);
          const isDimmed = chosenId !== undefined && !isLit && lightOf(line.fromId) !== 'plain';
          return (
            <Line
              key={line.id}
              line={line}
              from={`${from.x} ${from.y} ${from.width} ${from.height}`}
              to={`${to.x} ${to.y} ${to.width} ${to.height}`}
              look={line.isWrong ? 'wrong' : isLit ? 'lit' : isDimmed ? 'dimmed' : 'plain'}
              isChosen={chosenId === line.id}
              onChoose={onChoose}
            />
          );
        })}
        {chosen.map((line) => {
          const [from, to] = [rect(line.fromId), rect(line.toId)];
          const at = from && to && line.label !== '' ? curve(from, to).middle : undefined;
          return (
            at && (
              <text key={line.id} x={at.x} y={at.y - 5} className={styles.lineLabel}>
                {line.label}
              </text>
            )
          );
        })}
      </svg>
    );
  },
);

const LOOKS = ['plain', 'lit', 'dimmed', 'wrong'] as const;

const Arrows = () => (
  <defs>
    {LOOKS.map((look) => (
      <marker
        key={look}
        id={`picture-arrow-${look}`}
        viewBox="0 0 8 8"
        refX="7"
        refY="4"
        markerUnits="userSpaceOnUse"
        markerWidth="10"
        markerHeight="10"
        orient="auto"
      >
        <path d="M0 0 8 4 0 8z" className={styles.arrow} data-look={look} />
      </marker>
    ))}
  </defs>
);

interface LineProps {
  readonly line: PictureLine;
  /** `x y width height`, as text: a line that has not moved is not drawn again. */
  readonly from: string;
  readonly to: string;
  readonly look: 'plain' | 'lit' | 'dimmed' | 'wrong';
  readonly isChosen: boolean;
  readonly onChoose: (id: string) => void;
}

const Line = memo(({ line, from, to, look, isChosen, onChoose }: LineProps) => {
  const { d } = curve(parse(from), parse(to));
  const isArrow = line.kind === 'service' || line.kind === 'port';
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- by keyboard a line is chosen in the panel of its node
    <g
      data-line={line.id}
      onClick={(event) => {
        event.stopPropagation();
        onChoose(line.id);
      }}
    >
      <path d={d} className={styles.hit} />
      <path
        d={d}
        className={styles.line}
        data-kind={line.kind}
        data-look={look}
        data-chosen={isChosen || undefined}
        markerEnd={isArrow ? `url(#picture-arrow-${look})` : undefined}
      />
    </g>
  );
});

function parse(text: string): Rect {
  const [x = 0, y = 0, width = 0, height = 0] = text.split(' ').map(Number);
  return { x, y, width, height };
}

/** A soft curve from the right side of one to the left side of the other; back over the top where that lies behind. */
function curve(a: Rect, b: Rect): { readonly d: string; readonly middle: { readonly x: number; readonly y: number } } {
  const [x1, y1, x2, y2] = [a.x + a.width, a.y + a.height / 2, b.x, b.y + b.height / 2];
  const isAhead = x2 >= x1;
  const bend = isAhead ? Math.max(24, (x2 - x1) / 2) : Math.min(160, 60 + (x1 - x2) / 4);
  const lift = isAhead || Math.abs(y1 - y2) > 40 ? 0 : a.height;
  return {
    d: `M${x1} ${y1}C${x1 + bend} ${y1 - lift * 1.6} ${x2 - bend} ${y2 - lift * 1.6} ${x2} ${y2}`,
    middle: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 - lift * 1.2 },
  };
}
