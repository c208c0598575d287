import type { HistoryEntry, OpenedImage, PackageDatabase } from '../../contract/model/imageFiles.ts';
import { FileView, type ViewQuery } from './fileView.ts';
import { type Fold, foldLayers } from './fold.ts';
import type { ImageConfig } from './manifest.ts';
import type { ReadImage } from './readArchive.ts';
import { entriesOf } from './history.ts';
import { efficiencyOf, wastedFiles } from './waste.ts';

const KEPT_VIEWS = 6;

/** One image whose layers have been read, and all that can be asked of it without the engine. */
export class ImageIndex {
  readonly image: ReadImage;
  readonly fold: Fold;
  readonly opened: OpenedImage;
  readonly #views = new Map<string, FileView>();
  #wasted: ReturnType<typeof wastedFiles> | undefined;

  constructor(imageId: string, image: ReadImage, how: { readonly readBytes: number; readonly durationMs: number }) {
    this.image = image;
    this.fold = foldLayers(image);
    this.opened = { imageId, ...how, ...describe(image, this.fold) };
  }

  /** Entries in all layers: how much memory it takes. */
  get weight(): number {
    return this.fold.numbering.count + this.image.paths.size;
  }

  view(query: ViewQuery): FileView {
    const key = `${query.layer} ${query.scope} ${query.only.toSorted().join()}`;
    const view = this.#views.get(key) ?? new FileView(this.image, this.fold, query);
    this.#views.delete(key); // the one that was used last stays longest
    this.#views.set(key, view);
    for (const oldest of this.#views.keys()) {
      if (this.#views.size <= KEPT_VIEWS) break;
      this.#views.delete(oldest);
    }
    return view;
  }

  wasted(): ReturnType<typeof wastedFiles> {
    this.#wasted ??= wastedFiles(this.image, this.fold);
    return this.#wasted;
  }

  /** Of the final files. Distroless images have a file for each package: those are one database here. */
  packages(): readonly PackageDatabase[] {
    const { paths, layers } = this.image;
    const databases = new Map<string, PackageDatabase>();
    for (const [layer, { entries }] of layers.entries()) {
      for (const [index, { manager, packages, problem }] of entries.databases) {
        const node = entries.node(index);
        if (this.fold.final[node] !== this.fold.numbering.first(layer) + index) continue;
        const isPart = paths.name(paths.parent(node)) === 'status.d';
        const path = paths.path(isPart ? paths.parent(node) : node);
        const known = databases.get(path);
        if (packages.length === 0 && problem === undefined && /-wal$/.test(path)) continue;
        databases.set(path, {
          manager,
          path,
          packages: [...(known?.packages ?? []), ...packages],
          ...((problem ?? known?.problem) !== undefined && { problem: problem ?? known?.problem }),
        });
      }
    }
    return [...databases.values()].map((database) => ({
      ...database,
      packages: database.packages.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    }));
  }
}

function describe(image: ReadImage, fold: Fold): Omit<OpenedImage, 'imageId' | 'readBytes' | 'durationMs'> {
  const { layers, config } = image;
  const outside = layers.reduce((sum, { entries }) => sum + entries.outsideCount, 0);
  return {
    platform: platformOf(config),
    layers: layers.map(({ diffId, entries, compression }, index) => {
      const { added, changed, removed, wasted } = fold.effects[index]!;
      return { diffId, compression, sizeBytes: entries.sizeBytes, added, changed, removed, wasted };
    }),
    history: historyOf(image),
    ...efficiencyOf(image, fold),
    files: countFiles(image, fold),
    warnings:
      outside === 0
        ? []
        : [
            `${outside} ${outside === 1 ? 'entry has a name' : 'entries have names'} that would lead out of the image (“../”). ${
              outside === 1 ? 'It is' : 'They are'
            } shown inside of it; nothing is written outside.`,
          ],
  };
}

function historyOf({ config, layers }: ReadImage): readonly HistoryEntry[] {
  const said = (config.history ?? []).map((entry) => ({ ...entry, isEmpty: entry.empty_layer ?? false }));
  return entriesOf(
    said.map(({ created, created_by, comment, isEmpty }) => ({
      createdAt: Date.parse(created ?? '') || 0,
      createdBy: created_by ?? '',
      comment: comment ?? '',
      isEmpty,
      tags: [],
    })),
    layers.map(({ entries }) => entries.sizeBytes),
  );
}

function countFiles({ layers }: ReadImage, { final, numbering }: Fold): number {
  let files = 0;
  for (const entry of final) {
    if (entry >= 0 && !layers[numbering.layerOf(entry)]!.entries.isDirectory(numbering.indexOf(entry))) files += 1;
  }
  return files;
}

export const platformOf = ({ os, architecture, variant }: ImageConfig): string =>
  [os, architecture, variant].filter(Boolean).join('/');
