import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSelector } from 'react-redux';
import { containersSlice } from '../../../containers/index.ts';
import type { ComposeSession, SessionState } from '../../session/session.ts';
import { pictureGraph } from '../graph/pictureGraph.ts';
import { recordOf } from '../graph/value.ts';
import { type Kept, keepPlaces, NOTHING_KEPT } from '../places/keep.ts';
import { readPlaces, writePlaces } from '../places/keptPlaces.ts';
import type { Point } from '../places/places.ts';
import { liveServices } from './live.ts';

const WRITE_MS = 400;

/** The file as a picture: what is in it, where that stands, and what runs of it. */
export function usePictureOf(session: ComposeSession, { analysis, stack }: SessionState) {
  const { path } = session;
  const [value, setValue] = useState<unknown>();
  // Half-typed, a text has no value: the picture waits.
  const isBroken = analysis !== undefined && analysis.value === undefined;
  if (analysis?.value !== undefined && analysis.value !== value) setValue(analysis.value);
  const isPart = stack.configFiles.length > 1 || recordOf(value)['include'] !== undefined;
  const graph = useMemo(() => pictureGraph(value, isPart), [value, isPart]);

  const [before, setKept] = useState<Kept>(() => ({ ...NOTHING_KEPT, places: readPlaces(path) }));
  const isRead = value !== undefined;
  const kept = useMemo(() => (isRead ? keepPlaces(graph, before) : before), [graph, before, isRead]);
  // What was just placed is where the next change begins.
  if (kept !== before) setKept(kept);
  const { places } = kept;
  useEffect(() => {
    if (!isRead) return undefined;
    const timer = setTimeout(() => {
      const ids = new Set(graph.nodes.map(({ id }) => id));
      writePlaces(path, Object.fromEntries(Object.entries(places).filter(([id]) => ids.has(id))));
    }, WRITE_MS);
    return () => clearTimeout(timer);
  }, [path, places, graph, isRead]);

  const move = useCallback(
    (id: string, { x, y }: Point) =>
      setKept((last) => ({ ...last, places: { ...last.places, [id]: { x: Math.round(x), y: Math.round(y) } } })),
    [],
  );
  const rearrange = useCallback(() => setKept(NOTHING_KEPT), []);

  const containers = useSelector(containersSlice.selectors.selectItems);
  const live = useMemo(() => liveServices(containers, path), [containers, path]);
  // The same for as long as it is the same: the drawing is not made again for each key.
  return useMemo(
    () => ({ graph, places, live, isRead, isBroken, isPart, move, rearrange }),
    [graph, places, live, isRead, isBroken, isPart, move, rearrange],
  );
}

export type PictureOf = ReturnType<typeof usePictureOf>;
