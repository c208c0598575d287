import '@xyflow/react/dist/base.css';
import {
  Controls,
  type OnConnectEnd,
  ReactFlow,
  type ReactFlowInstance,
  type Viewport,
  ViewportPortal,
} from '@xyflow/react';
import { type KeyboardEvent, memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { mayLink } from '../edits/links.ts';
import { type Point, rectOf } from '../places/places.ts';
import { createDrag, type Dragged } from './drag.ts';
import { createFlowNodes, type FlowNode } from './flowNodes.ts';
import { Lines } from './Lines.tsx';
import { isDirection, nearest } from './nearest.ts';
import { nodeTypes } from './NodeView.tsx';
import styles from './Picture.module.css';
import { createLight } from './light.ts';
import { startView } from './startView.ts';
import type { PictureOf } from './usePictureOf.ts';
import { t } from '../../texts/index.ts';

interface BoardProps {
  readonly picture: PictureOf;
  /** A node or a line. */
  readonly chosenId: string | undefined;
  readonly onChoose: (id: string | undefined) => void;
  readonly onOpen: (id: string) => void;
  readonly onRemove: (id: string) => void;
  readonly onLink: (fromId: string, toId: string) => void;
  /** At a place of the screen. */
  readonly onMenu: (id: string, at: Point) => void;
}

const FIT = { padding: 0.08, maxZoom: 1 } as const;
const NO_EDGES: never[] = [];
const EDGE_PX = 24;

/** The drawing; it is costly, so not for each key in the text. One tab stop: arrows go from one to the next, Enter opens, Delete removes, the menu key shows all else. */
export const Board = memo(({ picture, chosenId, onChoose, onOpen, onRemove, onLink, onMenu }: BoardProps) => {
  const { graph, live, move } = picture;
  const flow = useRef<ReactFlowInstance<FlowNode>>(undefined);
  const root = useRef<HTMLDivElement>(null);
  const [drag] = useState(createDrag);
  // What is dragged, as the library knows it: it takes what is out of sight from the drawing.
  const [carried, setCarried] = useState<Dragged>();
  const carriedIn = useRef<Viewport>(undefined);
  const { places } = picture;
  const lightOf = useMemo(() => createLight(graph, chosenId), [graph, chosenId]);
  const makeNodes = useMemo(() => createFlowNodes(), []);
  const still = useMemo(
    () => makeNodes(graph.nodes, places, live, lightOf),
    [makeNodes, graph.nodes, places, live, lightOf],
  );
  const nodes = useMemo(
    () => (carried ? still.map((node) => (node.id === carried.id ? { ...node, position: carried.at } : node)) : still),
    [still, carried],
  );
  const rects = useMemo(
    () =>
      new Map(
        graph.nodes.flatMap(({ id, kind }) => {
          const place = places[id];
          return place ? [[id, rectOf(kind, place)] as const] : [];
        }),
      ),
    [graph.nodes, places],
  );

  // Before anything is drawn: the library itself would begin with all of it, however small that is.
  const [start, setStart] = useState<Viewport>();
  useLayoutEffect(() => {
    const { clientWidth: width = 0, clientHeight: height = 0 } = root.current ?? {};
    setStart(startView([...rects.values()], { width, height }, rects.get(chosenId ?? '')));
    // oxlint-disable-next-line react/exhaustive-deps -- how it begins; from then on it is the person's
  }, []);

  /** Brings it into the picture, and moves nothing that is there already. */
  const reveal = useCallback(
    (id: string) => {
      const [at, box, element] = [rects.get(id), flow.current, root.current];
      if (!at || !box || !element) return;
      const { x, y, zoom } = box.getViewport();
      const [left, top] = [at.x * zoom + x, at.y * zoom + y];
      const isInside =
        left >= EDGE_PX &&
        top >= EDGE_PX &&
        left + at.width * zoom <= element.clientWidth - EDGE_PX &&
        top + at.height * zoom <= element.clientHeight - EDGE_PX;
      if (!isInside) void box.setCenter(at.x + at.width / 2, at.y + at.height / 2, { zoom: Math.max(zoom, 0.6) });
    },
    [rects],
  );
  const revealed = useRef<string>(undefined);
  const isThere = chosenId !== undefined && rects.has(chosenId);
  useEffect(() => {
    if (chosenId !== undefined && !isThere) return; // it is drawn in a moment
    if (chosenId === revealed.current) return;
    revealed.current = chosenId;
    if (chosenId !== undefined) reveal(chosenId);
  }, [chosenId, isThere, reveal]);

  const elementOf = (id: string) =>
    root.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`) ?? undefined;
  function menuAt(id: string): void {
    const element = elementOf(id) ?? root.current;
    if (!element) return;
    const { left, bottom } = element.getBoundingClientRect();
    onMenu(id, { x: left, y: bottom });
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== root.current) return;
    if (isDirection(event.key)) {
      const line = graph.lines.find(({ id }) => id === chosenId);
      const from = rects.get(line?.fromId ?? chosenId ?? '');
      const middles = new Map([...rects].map(([id, rect]) => [id, middleOf(rect)]));
      const next = from ? nearest(middleOf(from), event.key, middles) : rects.keys().next().value;
      if (next !== undefined) onChoose(next);
    } else if (chosenId === undefined) return;
    else if (event.key === 'Enter') onOpen(chosenId);
    else if (event.key === 'Delete' || event.key === 'Backspace') onRemove(chosenId);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.stopPropagation(); // the menu is there at once, and any key that it did not get closes it
      menuAt(chosenId);
    } else if (event.key === 'Escape') onChoose(undefined);
    else return;
    event.preventDefault();
  };
  const setLinking = (isLinking: boolean) => root.current?.toggleAttribute('data-linking', isLinking);
  const onConnectEnd: OnConnectEnd = (_, { fromNode, toNode }) => {
    setLinking(false);
    if (fromNode && toNode && fromNode.id !== toNode.id) onLink(fromNode.id, toNode.id);
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the role makes it one that interacts
    <div
      ref={root}
      className={styles.board}
      role="application"
      aria-label={t('Picture of the Compose file')}
      aria-describedby="picture-help"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- an application takes the keyboard
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <p id="picture-help" className="g-visually-hidden">
        {t(
          'Arrow keys go from one to the next, Enter opens the one that is chosen, Delete removes it, Shift F10 shows what can be done with it, Escape lets it go. The same is in the table.',
        )}
      </p>
      {start && (
        <ReactFlow<FlowNode>
          nodes={nodes}
          edges={NO_EDGES}
          nodeTypes={nodeTypes}
          onInit={(instance) => void (flow.current = instance)}
          defaultViewport={start}
          minZoom={0.06}
          maxZoom={2}
          onlyRenderVisibleElements
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          zoomOnDoubleClick={false}
          connectionRadius={12}
          connectOnClick={false}
          nodeDragThreshold={3}
          proOptions={{ hideAttribution: true }}
          isValidConnection={({ source, target }) => mayLink(source, target)}
          onConnectStart={() => setLinking(true)}
          onConnectEnd={onConnectEnd}
          onNodeClick={(_, { id }) => onChoose(id)}
          onNodeDoubleClick={(_, { id }) => onOpen(id)}
          onNodeContextMenu={(event, { id }) => {
            event.preventDefault();
            onChoose(id);
            onMenu(id, { x: event.clientX, y: event.clientY });
          }}
          onNodeDrag={(_, { id, position }) => {
            drag.to(id, position, elementOf(id));
            const view = flow.current?.getViewport();
            const before = (carriedIn.current ??= view);
            if (!view || (view.x === before?.x && view.y === before.y)) return;
            carriedIn.current = view;
            setCarried({ id, at: position });
          }}
          onNodeDragStop={(_, { id, position }) => {
            const at = { x: Math.round(position.x), y: Math.round(position.y) };
            carriedIn.current = undefined;
            setCarried(undefined);
            drag.drop(at, elementOf(id));
            move(id, at);
          }}
          onPaneClick={() => onChoose(undefined)}
        >
          <ViewportPortal>
            <Lines
              lines={graph.lines}
              nodes={graph.nodes}
              places={places}
              chosenId={chosenId}
              lightOf={lightOf}
              onChoose={onChoose}
              drag={drag}
            />
          </ViewportPortal>
          <Controls showInteractive={false} fitViewOptions={FIT} />
        </ReactFlow>
      )}
    </div>
  );
});

const middleOf = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }): Point => ({
  x: x + width / 2,
  y: y + height / 2,
});
