import '@xyflow/react/dist/base.css';
import { Controls, ReactFlow, type ReactFlowInstance, ViewportPortal } from '@xyflow/react';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isDirection, nearest } from './nearest.ts';
import { Lines } from './Lines.tsx';
import styles from './Map.module.css';
import { nodeTypes } from './NodeViews.tsx';
import { createNodeMaker, type LightOf, type MapNode } from './nodes.ts';
import { BOX, boxPoints, type Point } from './place.ts';
import type { MapOfEngine } from './useMap.ts';
import { t } from '../texts/index.ts';

interface PictureProps {
  readonly map: MapOfEngine;
  readonly chosenId: string | undefined;
  readonly lightOf: LightOf;
  readonly onChoose: (id: string | undefined) => void;
  readonly onOpen: (id: string) => void;
}

const FIT = { padding: 0.06, maxZoom: 1.1 } as const;
const NO_EDGES: never[] = [];
const EDGE_PX = 24;

/**
 * The networks as frames around their containers. One tab stop: arrows go from box to box, Enter opens, Esc lets go.
 * The lines are drawn apart from the library, which would make a component of each.
 */
export function Picture({ map, chosenId, lightOf, onChoose, onOpen }: PictureProps) {
  const { graph, places, containers, move } = map;
  const flow = useRef<ReactFlowInstance<MapNode>>(undefined);
  const root = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<{ readonly id: string; readonly at: Point }>();
  const byId = useMemo(() => new Map(containers.map((container) => [container.id, container])), [containers]);
  const makeNodes = useMemo(() => createNodeMaker(), []);
  const shown = useMemo(() => {
    const its = dragged && places.frames[dragged.id];
    if (!dragged || !its) return places;
    return { ...places, frames: { ...places.frames, [dragged.id]: { ...its, ...dragged.at } } };
  }, [places, dragged]);
  const nodes = useMemo(
    () => makeNodes(graph.frames, byId, shown, lightOf),
    [makeNodes, graph.frames, byId, shown, lightOf],
  );
  const points = useMemo(() => boxPoints(places), [places]);

  /** Brings it into the picture, and moves nothing that is there already. */
  const reveal = useCallback(
    (id: string) => {
      const at = boxPoints(places).get(id);
      const [box, element] = [flow.current, root.current];
      if (!at || !box || !element) return;
      const { x, y, zoom } = box.getViewport();
      const [left, top] = [at.x * zoom + x, at.y * zoom + y];
      const isInside =
        left >= EDGE_PX &&
        top >= EDGE_PX &&
        left + BOX.width * zoom <= element.clientWidth - EDGE_PX &&
        top + BOX.height * zoom <= element.clientHeight - EDGE_PX;
      if (!isInside) void box.setCenter(at.x + BOX.width / 2, at.y + BOX.height / 2, { zoom: Math.max(zoom, 0.6) });
    },
    [places],
  );
  const revealed = useRef<string>(undefined);
  useEffect(() => {
    if (chosenId === revealed.current) return;
    revealed.current = chosenId;
    if (chosenId !== undefined) reveal(chosenId);
  }, [chosenId, reveal]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== root.current) return;
    if (isDirection(event.key)) {
      const from = chosenId === undefined ? undefined : points.get(chosenId);
      const next = from ? nearest(from, event.key, points) : points.keys().next().value;
      if (next !== undefined) onChoose(next);
    } else if (event.key === 'Enter' && chosenId !== undefined) onOpen(chosenId);
    else if (event.key === 'Escape') onChoose(undefined);
    else return;
    event.preventDefault();
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the role makes it one that interacts
    <div
      ref={root}
      className={styles.picture}
      role="application"
      aria-label={t('Map of networks')}
      aria-describedby="map-help"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- an application takes the keyboard
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <p id="map-help" className="g-visually-hidden">
        {t(
          'Arrow keys go from container to container, Enter opens the one that is chosen, Escape lets it go. The same is in the table.',
        )}
      </p>
      <ReactFlow<MapNode>
        nodes={nodes}
        edges={NO_EDGES}
        nodeTypes={nodeTypes}
        onInit={(instance) => {
          flow.current = instance;
          if (chosenId !== undefined) reveal(chosenId);
        }}
        fitView
        fitViewOptions={FIT}
        minZoom={0.08}
        maxZoom={2}
        onlyRenderVisibleElements
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        zoomOnDoubleClick={false}
        proOptions={{ hideAttribution: true }}
        onNodeClick={(_, { id, type }) => onChoose(type === 'world' ? undefined : id)}
        onNodeDoubleClick={(_, { id, type }) => type === 'box' && onOpen(id)}
        onNodeDrag={(_, { id, position }) => setDragged({ id, at: position })}
        onNodeDragStop={(_, { id, position }) => {
          setDragged(undefined);
          move(id, position);
        }}
        onPaneClick={() => onChoose(undefined)}
      >
        <ViewportPortal>
          <Lines lines={graph.lines} places={shown} lightOf={lightOf} isChosen={chosenId !== undefined} />
        </ViewportPortal>
        <Controls showInteractive={false} fitViewOptions={FIT} />
      </ReactFlow>
    </div>
  );
}
