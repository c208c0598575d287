import type { WastedFile } from '../../contract/model/imageFiles.ts';
import type { Fold, LayersOfFiles } from './fold.ts';

export interface Efficiency {
  readonly sizeBytes: number;
  readonly wastedBytes: number;
  readonly efficiency: number;
}

/**
 * The share of the bytes in all layers that a container of the image can see: the size of the final files by the size of
 * the files in every layer. A file of 10 MB that a later layer changes by one byte is there twice, and makes 0.5 of an
 * image of nothing else; one that a later layer removes makes 0. An image without bytes wastes none: 1. (dive computes
 * its figure from the same two sums; it takes the smallest copy of a path where this takes the last.)
 */
export function efficiencyOf(image: LayersOfFiles, fold: Fold): Efficiency {
  const sizeBytes = image.layers.reduce((sum, { entries }) => sum + entries.sizeBytes, 0);
  const wastedBytes = fold.effects.reduce((sum, { wasted }) => sum + wasted.sizeBytes, 0);
  return { sizeBytes, wastedBytes, efficiency: sizeBytes === 0 ? 1 : (sizeBytes - wastedBytes) / sizeBytes };
}

/** Each path with bytes that nobody sees, the most wasteful first. */
export function wastedFiles({ paths, layers }: LayersOfFiles, fold: Fold): readonly WastedFile[] {
  const byNode = new Map<number, { bytes: number; layers: number[] }>();
  const copies = new Map<number, number>();
  for (const [layer, { entries }] of layers.entries()) {
    for (let index = 0; index < entries.count; index++) {
      if (entries.kind(index) !== 'file') continue;
      const node = entries.node(index);
      copies.set(node, (copies.get(node) ?? 0) + 1);
      if (fold.goneIn[fold.numbering.first(layer) + index] === -1 || entries.size(index) === 0) continue;
      const wasted = byNode.get(node) ?? { bytes: 0, layers: [] };
      wasted.bytes += entries.size(index);
      wasted.layers.push(layer);
      byNode.set(node, wasted);
    }
  }
  return [...byNode]
    .map(([node, wasted]) => ({
      path: paths.path(node),
      copies: copies.get(node) ?? 0,
      wastedBytes: wasted.bytes,
      isInImage: fold.final[node]! >= 0,
      layers: wasted.layers,
    }))
    .sort((a, b) => b.wastedBytes - a.wastedBytes || (a.path < b.path ? -1 : 1));
}
