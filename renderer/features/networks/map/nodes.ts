import type { Node } from '@xyflow/react';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { type MapFrame, publishedOf, WORLD } from './graph.ts';
import { BOX, frameRect, networkOf, type PlacedFrame, type Places, slotPoint } from './place.ts';
import { t } from '../texts/index.ts';

export type Light = 'plain' | 'chosen' | 'reached' | 'dimmed';

export type FrameNode = Node<
  { readonly title: string; readonly note: string; readonly kind: MapFrame['kind']; readonly light: Light },
  'frame'
>;
export type BoxNode = Node<
  {
    readonly name: string;
    readonly state: ContainerSummary['state'];
    readonly health?: ContainerSummary['health'];
    readonly detail: string;
    readonly light: Light;
  },
  'box'
>;
export type WorldNode = Node<{ readonly light: Light }, 'world'>;
export type MapNode = FrameNode | BoxNode | WorldNode;

export const WORLD_SIZE = { width: 132, height: 64 } as const;

/** The outside stands left of everything else. */
export function worldPoint({ frames }: Places) {
  const rects = Object.values(frames).map(frameRect);
  const left = Math.min(0, ...rects.map(({ x }) => x));
  const top = Math.min(0, ...rects.map(({ y }) => y));
  return { x: left - WORLD_SIZE.width - 90, y: top };
}

export type LightOf = (id: string) => Light;

/**
 * Makes the nodes of the picture; those that look as before stay the same objects, so that nothing but what has changed
 * is drawn again.
 */
export function createNodeMaker() {
  const made = new Map<string, { readonly key: string; readonly node: MapNode }>();
  const keep = <T extends MapNode>(key: string, node: T): MapNode => {
    const before = made.get(node.id);
    if (before?.key === key) return before.node;
    made.set(node.id, { key, node });
    return node;
  };

  return (
    frames: readonly MapFrame[],
    containers: ReadonlyMap<string, ContainerSummary>,
    places: Places,
    lightOf: LightOf,
  ): MapNode[] => {
    const byId = new Map(frames.map((frame) => [frame.id, frame]));
    const nodes: MapNode[] = [];
    const alive = new Set<string>();
    const add = (node: MapNode) => {
      alive.add(node.id);
      nodes.push(node);
    };
    add(keep(`${JSON.stringify(worldPoint(places))} ${lightOf(WORLD)}`, worldNode(places, lightOf(WORLD))));
    for (const [id, placed] of Object.entries(places.frames)) {
      const frame = byId.get(networkOf(id));
      if (!frame) continue;
      const light = lightOf(frame.id);
      const key = [placed.x, placed.y, placed.columns, placed.rows, frame.title, frame.note, frame.kind, light].join(
        '|',
      );
      add(keep(key, frameNode(id, frame, placed, light)));
    }
    for (const [id, { frame, slot }] of Object.entries(places.slots)) {
      const [container, placed] = [containers.get(id), places.frames[frame]];
      if (!container || !placed) continue;
      const light = lightOf(id);
      const detail = detailOf(container);
      const { name, state, health } = container;
      const key = [name, state, health, detail, frame, slot, placed.columns, light].join('|');
      add(keep(key, boxNode(container, frame, slotPoint(placed.columns, slot), detail, light)));
    }
    for (const id of made.keys()) if (!alive.has(id)) made.delete(id);
    return nodes;
  };
}

function worldNode(places: Places, light: Light): WorldNode {
  return {
    id: WORLD,
    type: 'world',
    position: worldPoint(places),
    ...sized(WORLD_SIZE),
    draggable: false,
    data: { light },
  };
}

function frameNode(id: string, frame: MapFrame, placed: PlacedFrame, light: Light): FrameNode {
  const { x, y, width, height } = frameRect(placed);
  const { title, note, kind } = frame;
  const data = { title: id === frame.id ? title : t('{{title}} (more)', { title }), note, kind, light };
  return { id, type: 'frame', position: { x, y }, ...sized({ width, height }), zIndex: 0, data };
}

function boxNode(
  { id, name, state, health }: ContainerSummary,
  parentId: string,
  position: { x: number; y: number },
  detail: string,
  light: Light,
): BoxNode {
  const data = { name, state, ...(health && { health }), detail, light };
  return { id, type: 'box', parentId, position, ...sized(BOX), draggable: false, zIndex: 2, data };
}

/** Said, so that nothing has to be measured. */
const sized = ({ width, height }: { width: number; height: number }) => ({
  width,
  height,
  measured: { width, height },
});

/** Published ports first: they are what others look for. */
function detailOf(container: ContainerSummary): string {
  const published = publishedOf(container);
  if (published.length === 0) return container.image;
  const [first, ...more] = published;
  return `:${first?.hostPort} → ${first?.containerPort}${more.length > 0 ? ` +${more.length}` : ''}`;
}
