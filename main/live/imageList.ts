import type { ImageSummary } from '../../contract/model/image.ts';
import type { Connection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { HELPER_LABEL } from '../docker/helperLabel.ts';
import { requestJson } from '../docker/request.ts';
import type { List } from './mirror.ts';

/** Enough to keep the engine busy; more would only wait there. */
const AT_ONCE = 8;

/** An image of the containerd store, which holds several platforms under one name. */
export interface SaidManifest {
  readonly Kind?: string;
  readonly Available?: boolean;
  readonly ImageData?: { readonly Platform?: SaidPlatform };
}

interface SaidPlatform {
  readonly os?: string | undefined;
  readonly architecture?: string | undefined;
  readonly variant?: string | undefined;
}

/** An entry of `GET /images/json`, as far as it is read. */
interface ListedImage {
  readonly Id: string;
  readonly ParentId?: string;
  readonly RepoTags?: readonly string[] | null;
  readonly RepoDigests?: readonly string[] | null;
  /** Epoch seconds. */
  readonly Created?: number;
  readonly Size?: number;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly Manifests?: readonly SaidManifest[] | null;
}

/** `GET /images/{name}/json`, as far as it is read. */
export interface InspectedImage {
  readonly Id: string;
  readonly Parent?: string;
  readonly RepoTags?: readonly string[] | null;
  readonly RepoDigests?: readonly string[] | null;
  readonly Created?: string;
  readonly Size?: number;
  readonly Os?: string;
  readonly Architecture?: string;
  readonly Variant?: string;
  readonly Manifests?: readonly SaidManifest[] | null;
  readonly RootFS?: { readonly Layers?: readonly string[] | null };
  readonly Config?: { readonly Labels?: Readonly<Record<string, string>> | null } | null;
}

/**
 * Lists the images of an engine (`GET /images/json`, those between two layers of a build included, which `parentId`
 * tells apart), or inspects those of these ids or names (`GET /images/{name}/json`); what is not there is left out.
 */
export function listImages(connection: Connection): List<ImageSummary> {
  const { docker, context } = connection;
  const ask = <T>(path: string, query: Record<string, string | boolean>, signal: AbortSignal) =>
    requestJson<T>(docker, { method: 'GET', path, query, signal });

  async function inspect(name: string, signal: AbortSignal): Promise<ImageSummary | undefined> {
    try {
      return fromInspected(await ask<InspectedImage>(`/images/${encodeURI(name)}/json`, {}, signal));
    } catch (thrown) {
      const failure = toFailure(thrown, { context, kind: 'image', name }, signal);
      if (failure.error.code === 'not-found') return undefined;
      throw failure;
    }
  }

  return async (ids, signal) => {
    if (ids) return (await inspectAll(ids, (id) => inspect(id, signal))).filter(isNoHelper);
    try {
      const listed = await ask<readonly ListedImage[]>('/images/json', { all: true, manifests: true }, signal);
      return listed.map(fromListed).filter(isNoHelper);
    } catch (thrown) {
      throw toFailure(thrown, { context, kind: 'image' }, signal);
    }
  };
}

/** What looks at files for Gantry comes and goes with a page. */
const isNoHelper = ({ labels }: ImageSummary): boolean => labels[HELPER_LABEL] === undefined;

async function inspectAll(
  ids: readonly string[],
  inspect: (id: string) => Promise<ImageSummary | undefined>,
): Promise<ImageSummary[]> {
  const found: ImageSummary[] = [];
  const waiting = ids.values();
  const work = async () => {
    for (const id of waiting) {
      const image = await inspect(id);
      if (image) found.push(image);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, ids.length) }, work));
  return found;
}

function fromListed(said: ListedImage): ImageSummary {
  const { Id, ParentId, Created = 0, Size = 0, Labels, Manifests } = said;
  const platforms = platformsIn(Manifests);
  return {
    id: Id,
    ...namesIn(said),
    createdAt: Math.max(0, Created * 1000),
    sizeBytes: Size,
    ...(ParentId && { parentId: ParentId }),
    labels: Labels ?? {},
    ...(platforms && { platforms }),
  };
}

export function fromInspected(said: InspectedImage): ImageSummary & { readonly platforms: readonly string[] } {
  const { Id, Parent, Created, Size = 0, Config } = said;
  return {
    id: Id,
    ...namesIn(said),
    // A list only has the seconds: an image is not to move because it was looked at.
    createdAt: Math.max(0, Math.floor((Date.parse(Created ?? '') || 0) / 1000) * 1000),
    sizeBytes: Size,
    ...(Parent && { parentId: Parent }),
    labels: Config?.Labels ?? {},
    platforms: platformsIn(said.Manifests) ?? platformOf(said),
  };
}

const namesIn = ({ RepoTags, RepoDigests }: Pick<ListedImage, 'RepoTags' | 'RepoDigests'>) => ({
  // An image without a name is listed with these by older engines.
  tags: (RepoTags ?? []).filter((tag) => tag !== '<none>:<none>'),
  digests: (RepoDigests ?? []).filter((digest) => !digest.startsWith('<none>')),
});

/** Of an engine with the containerd store: the platforms whose content is there. */
function platformsIn(manifests: readonly SaidManifest[] | null | undefined): readonly string[] | undefined {
  const platforms = (manifests ?? []).flatMap(({ Kind, Available, ImageData }) =>
    Kind === 'image' && Available !== false && ImageData?.Platform ? [platformText(ImageData.Platform)] : [],
  );
  return platforms.length > 0 ? platforms : undefined;
}

const platformOf = ({ Os, Architecture, Variant }: InspectedImage): readonly string[] =>
  Os ? [platformText({ os: Os, architecture: Architecture, variant: Variant })] : [];

const platformText = ({ os = '', architecture = '', variant = '' }: SaidPlatform): string =>
  [os, architecture, variant].filter(Boolean).join('/');
