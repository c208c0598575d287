import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSelector } from 'react-redux';
import { containersSlice } from '../../containers/index.ts';
import { networksSlice } from '../store/networksSlice.ts';
import { type MapGraph, mapGraph } from './graph.ts';
import { readPlaces, writePlaces } from './keptPlaces.ts';
import { networkOf, NO_PLACES, place, type Places, type Point } from './place.ts';

const WRITE_MS = 500;

/** The picture of the selected engine, with the places of everything in it; they are kept for the next time. */
export function useMap() {
  const context = useSelector(networksSlice.selectors.selectListContext) ?? '';
  const areLoaded = [
    useSelector(networksSlice.selectors.selectIsLoaded),
    useSelector(containersSlice.selectors.selectIsLoaded),
  ].every(Boolean);
  const networks = useSelector(networksSlice.selectors.selectItems);
  const containers = useSelector(containersSlice.selectors.selectItems);
  const [kept, setKept] = useState<{ readonly context: string; readonly places: Places }>();
  const before = kept?.context === context ? kept.places : undefined;

  const { graph, places } = useMemo(() => {
    const last = before ?? (context === '' ? NO_PLACES : readPlaces(context));
    const homes = Object.fromEntries(Object.entries(last.slots).map(([id, { frame }]) => [id, networkOf(frame)]));
    const drawn: MapGraph = mapGraph(networks, containers, homes);
    // Before the first lists there is nothing to place, and what was placed is not to be forgotten.
    return { graph: drawn, places: areLoaded ? place(drawn, last) : last };
  }, [networks, containers, before, context, areLoaded]);

  // What was just placed is where the next change begins.
  const isReady = areLoaded && context !== '';
  if (isReady && before !== places) setKept({ context, places });
  useKept(isReady, context, places);

  const move = useCallback(
    (frame: string, { x, y }: Point) => {
      const its = places.frames[frame];
      if (!its) return;
      const frames = { ...places.frames, [frame]: { ...its, x: Math.round(x), y: Math.round(y) } };
      setKept({ context, places: { ...places, frames } });
    },
    [context, places],
  );
  /** Forgets where everything stands and puts it in order anew. */
  const arrange = useCallback(() => setKept({ context, places: NO_PLACES }), [context]);
  return { context, areLoaded, networks, containers, graph, places, move, arrange };
}

/** A busy engine changes the picture all the time: written is what stands a moment, and what stood when it was left. */
function useKept(isReady: boolean, context: string, places: Places): void {
  const leave = useRef(() => {});
  useEffect(() => {
    if (!isReady) return;
    const write = () => writePlaces(context, places);
    leave.current = write;
    const timer = setTimeout(write, WRITE_MS);
    return () => clearTimeout(timer);
  }, [isReady, context, places]);
  useEffect(() => {
    const write = () => leave.current();
    window.addEventListener('pagehide', write);
    return () => {
      window.removeEventListener('pagehide', write);
      write();
    };
  }, []);
}

export type MapOfEngine = ReturnType<typeof useMap>;
