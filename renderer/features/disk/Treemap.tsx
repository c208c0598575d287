// oxlint-disable jsx-a11y/prefer-tag-over-role -- no <select> lays its options out as areas
import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { formatSize } from '../../ui/index.ts';
import type { DiskThing } from './diskThings.ts';
import styles from './Disk.module.css';
import { layTiles, type Tile } from './treemapTiles.ts';
import { t } from './texts/index.ts';

interface TreemapProps {
  readonly things: readonly DiskThing[];
  readonly sharedLayerBytes: number;
  readonly selected: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}

/** Smaller tiles have no room for words. */
const MIN_TEXT_WIDTH = 46;
const MIN_TEXT_HEIGHT = 20;

/** What takes the space, as areas. One tab stop: arrows go to the next tile on that side, Space chooses. */
export function Treemap({ things, sharedLayerBytes, selected, onToggle }: TreemapProps) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const [focusedId, setFocusedId] = useState<string>();
  const tiles = useMemo(
    () => layTiles(things, sharedLayerBytes, width, height),
    [things, sharedLayerBytes, width, height],
  );
  const tabStop = tiles.find(({ id }) => id === focusedId) ?? tiles[0];

  function onKeyDown(event: KeyboardEvent, tile: Tile) {
    if ((event.key === ' ' || event.key === 'Enter') && tile.thing) {
      event.preventDefault();
      return onToggle(tile.id);
    }
    const next = neighbour(tiles, tile, event.key);
    if (!next) return;
    event.preventDefault();
    setFocusedId(next.id);
    box.current?.querySelector<HTMLElement>(`[data-tile="${CSS.escape(next.id)}"]`)?.focus();
  }

  return (
    <div
      ref={box}
      className={styles.treemap}
      role="listbox"
      aria-label={t('What takes the space')}
      aria-multiselectable
    >
      {tiles.map((tile) => (
        <div
          key={tile.id}
          role="option"
          data-tile={tile.id}
          data-kind={tile.kind}
          className={styles.tile}
          tabIndex={tile === tabStop ? 0 : -1}
          aria-selected={selected.has(tile.id)}
          aria-disabled={tile.thing === undefined}
          aria-label={labelOf(tile)}
          title={labelOf(tile)}
          style={{ left: tile.x, top: tile.y, width: tile.width, height: tile.height }}
          onClick={() => {
            setFocusedId(tile.id);
            if (tile.thing) onToggle(tile.id);
          }}
          onKeyDown={(event) => onKeyDown(event, tile)}
        >
          {tile.width >= MIN_TEXT_WIDTH && tile.height >= MIN_TEXT_HEIGHT && (
            <>
              <span className={styles.tileName}>{tile.name}</span>
              {tile.height >= 2 * MIN_TEXT_HEIGHT && (
                <span className={styles.tileSize}>{formatSize(tile.sizeBytes)}</span>
              )}
            </>
          )}
        </div>
      ))}
    </div>
  );
}

function labelOf({ name, sizeBytes, thing }: Tile): string {
  const users = thing && thing.users.length > 0 ? t(', used by {{users}}', { users: thing.users.join(', ') }) : '';
  return `${name}, ${formatSize(sizeBytes)}${users}`;
}

const SIDES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The nearest tile on that side, by the middles. */
function neighbour(tiles: readonly Tile[], from: Tile, key: string): Tile | undefined {
  const side = SIDES[key];
  if (!side) return undefined;
  const [dx, dy] = side;
  const middle = (tile: Tile) => [tile.x + tile.width / 2, tile.y + tile.height / 2] as const;
  const [fx, fy] = middle(from);
  const onThatSide = tiles.flatMap((tile) => {
    const [x, y] = middle(tile);
    const along = (x - fx) * dx + (y - fy) * dy;
    const across = Math.abs((x - fx) * dy) + Math.abs((y - fy) * dx);
    return along > 0 ? [{ tile, distance: along + 2 * across }] : [];
  });
  return onThatSide.toSorted((a, b) => a.distance - b.distance)[0]?.tile;
}

function useSize(element: { readonly current: HTMLElement | null }) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: box.clientWidth, height: box.clientHeight }));
    observer.observe(box);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
