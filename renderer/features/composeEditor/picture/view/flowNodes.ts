import { type Node, Position } from '@xyflow/react';
import type { PictureNode } from '../graph/pictureGraph.ts';
import { type Places, SIZE } from '../places/places.ts';
import type { LiveService } from './live.ts';

export interface FlowData extends Record<string, unknown> {
  readonly node: PictureNode;
  readonly live: LiveService | undefined;
  readonly light: Light;
}

export type Light = 'plain' | 'chosen' | 'near' | 'dimmed';
export type FlowNode = Node<FlowData, 'thing'>;

/** Makes the nodes of the drawing; those that look as before stay the same objects, so that only changes are drawn. */
export function createFlowNodes() {
  const made = new Map<string, { readonly key: string; readonly flow: FlowNode }>();
  return (
    nodes: readonly PictureNode[],
    places: Places,
    live: ReadonlyMap<string, LiveService>,
    lightOf: (id: string) => Light,
  ): FlowNode[] => {
    const ids = new Set(nodes.map(({ id }) => id));
    for (const id of made.keys()) if (!ids.has(id)) made.delete(id);
    return nodes.flatMap((node) => {
      const place = places[node.id];
      if (!place) return [];
      const its = node.kind === 'service' ? live.get(node.name) : undefined;
      const light = lightOf(node.id);
      const { note, standing, wrong } = node;
      const key = JSON.stringify([place.x, place.y, note, standing, wrong, its, light]);
      const before = made.get(node.id);
      if (before?.key === key) return [before.flow];
      const flow = flowNode(node, place, { node, live: its, light });
      made.set(node.id, { key, flow });
      return [flow];
    });
  };
}

function flowNode(node: PictureNode, position: { x: number; y: number }, data: FlowData): FlowNode {
  const size = SIZE[node.kind];
  const [width, height] = [12, 12];
  const y = (size.height - height) / 2;
  return {
    ...{ id: node.id, type: 'thing', position: { x: position.x, y: position.y }, data, ...size, measured: size },
    // Above the lines.
    zIndex: 2,
    // Said, so that nothing has to be measured. Lines may end anywhere on a node.
    handles:
      node.kind === 'port'
        ? []
        : [
            { id: 'out', type: 'source', position: Position.Right, x: size.width - width / 2, y, width, height },
            { id: 'in', type: 'target', position: Position.Left, x: 0, y: 0, ...size },
          ],
  };
}
