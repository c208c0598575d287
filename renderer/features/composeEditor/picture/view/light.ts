import type { PictureGraph } from '../graph/pictureGraph.ts';
import type { Light } from './flowNodes.ts';

/** What is chosen, what it has lines with, and what steps back meanwhile. */
export function createLight({ lines }: PictureGraph, chosenId: string | undefined): (id: string) => Light {
  if (chosenId === undefined) return () => 'plain';
  const near = new Set<string>();
  for (const { id, fromId, toId } of lines) {
    if (id === chosenId || fromId === chosenId || toId === chosenId) near.add(fromId).add(toId);
  }
  return (id) => (id === chosenId ? 'chosen' : near.has(id) ? 'near' : 'dimmed');
}
