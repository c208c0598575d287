import { AppFailure } from '../../contract/errors.ts';

/** The configuration of an image (OCI image specification, “Image Configuration”), as far as it is used. */
export interface ImageConfig {
  readonly created?: string;
  readonly architecture?: string;
  readonly os?: string;
  readonly variant?: string;
  readonly config?: {
    readonly Env?: readonly string[] | null;
    readonly Entrypoint?: readonly string[] | null;
    readonly Cmd?: readonly string[] | null;
    readonly ExposedPorts?: Readonly<Record<string, unknown>> | null;
    readonly Volumes?: Readonly<Record<string, unknown>> | null;
    readonly Labels?: Readonly<Record<string, string>> | null;
    readonly WorkingDir?: string;
    readonly User?: string;
    readonly StopSignal?: string;
    readonly Shell?: readonly string[] | null;
    readonly Healthcheck?: { readonly Test?: readonly string[] | null } | null;
  } | null;
  readonly rootfs?: { readonly diff_ids?: readonly string[] | null };
  readonly history?:
    | readonly {
        readonly created?: string;
        readonly created_by?: string;
        readonly comment?: string;
        readonly empty_layer?: boolean;
      }[]
    | null;
}

export interface ArchivedImage {
  readonly config: ImageConfig;
  /** Where in the archive each layer is, the lowest first. */
  readonly blobs: readonly string[];
}

/** What of an archive tells where things are: JSON documents by their path. */
export type Documents = ReadonlyMap<string, unknown>;

interface Descriptor {
  readonly mediaType?: string;
  readonly digest?: string;
}

interface Manifest {
  readonly manifests?: readonly Descriptor[];
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
}

/**
 * The image of these layers in an archive of `docker save`: by `manifest.json` (all engines), else by the index of an
 * OCI layout, which may hold several platforms. Throws where the archive holds no image.
 */
export function findImage(documents: Documents, diffIds: readonly string[]): ArchivedImage {
  const found = [...fromManifest(documents), ...fromIndex(documents)];
  const wanted = diffIds.join();
  const exact = found.find(({ config }) => config.rootfs?.diff_ids?.join() === wanted);
  const image = exact ?? (diffIds.length === 0 ? found[0] : undefined);
  if (image) return image;
  throw new AppFailure({
    code: 'unexpected',
    message:
      found.length > 0
        ? 'The engine sent another image than the one it was asked for.'
        : 'What the engine sent is an archive, but not of an image: it has no manifest.',
    hint: 'The image may be damaged on the engine. Pull or build it again.',
    detail: `documents: ${[...documents.keys()].slice(0, 20).join(', ')}`,
  });
}

function fromManifest(documents: Documents): ArchivedImage[] {
  const list = documents.get('manifest.json');
  if (!Array.isArray(list)) return [];
  return (list as { readonly Config?: unknown; readonly Layers?: unknown }[]).flatMap(({ Config, Layers }) => {
    const config = typeof Config === 'string' ? documents.get(Config) : undefined;
    return isConfig(config) && Array.isArray(Layers) ? [{ config, blobs: Layers.map(String) }] : [];
  });
}

function fromIndex(documents: Documents): ArchivedImage[] {
  const found: ArchivedImage[] = [];
  const seen = new Set<unknown>();
  const visit = (document: unknown) => {
    if (typeof document !== 'object' || document === null || seen.has(document)) return;
    seen.add(document); // an index can name itself
    const { manifests, config: descriptor, layers } = document as Manifest;
    for (const { digest } of Array.isArray(manifests) ? manifests : []) visit(documents.get(blobPath(digest)));
    const config = documents.get(blobPath(descriptor?.digest));
    if (isConfig(config) && Array.isArray(layers)) {
      found.push({ config, blobs: layers.map(({ digest }) => blobPath(digest)) });
    }
  };
  visit(documents.get('index.json'));
  return found;
}

const blobPath = (digest = ''): string => `blobs/${digest.replace(':', '/')}`;

const isConfig = (document: unknown): document is ImageConfig =>
  typeof document === 'object' && document !== null && 'rootfs' in document;
