/** The name of an image, taken apart as Docker does. */
export interface ImageReference {
  /** `docker.io`, `ghcr.io`, `localhost:5000`. */
  readonly registry: string;
  /** With the registry, unless that is Docker Hub: `redis`, `ghcr.io/owner/name`. */
  readonly repository: string;
  /** Absent only where a digest is given. */
  readonly tag?: string;
  readonly digest?: string;
  /** As the CLI shows it: `redis:7`. */
  readonly familiar: string;
}

/** Which part of a name is wrong, why, and how it would be right, where that is plain. */
export interface ReferenceProblem {
  readonly part: 'name' | 'registry' | 'tag' | 'digest';
  readonly message: string;
  readonly hint: string;
  /** The whole reference, put right. */
  readonly fixed?: string;
}

export type ReadReference =
  | { readonly ok: true; readonly reference: ImageReference }
  | { readonly ok: false; readonly problem: ReferenceProblem };

export const DOCKER_HUB = 'docker.io';
const MAX_TAG = 128;
/** The path of a name, without its registry. */
const MAX_NAME = 255;

const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const HOST = /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)(?::\d+)?$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const EXAMPLES = 'Write it as nginx, redis:7 or ghcr.io/owner/name:tag.';

/** `redis` → docker.io, redis:latest. The rules are those of github.com/distribution/reference. */
export function readReference(text: string): ReadReference {
  const parts = split(text.trim());
  const problem = problemOf(parts);
  if (problem) return { ok: false, problem };
  const { registry, path, tag, digest } = parts;
  const short = registry === DOCKER_HUB ? path.replace(/^library\/(?=[^/]+$)/, '') : path;
  const repository = registry === DOCKER_HUB ? short : `${registry}/${path}`;
  const usedTag = tag ?? (digest === undefined ? 'latest' : undefined);
  return {
    ok: true,
    reference: {
      registry,
      repository,
      ...(usedTag !== undefined && { tag: usedTag }),
      ...(digest !== undefined && { digest }),
      familiar: `${repository}${usedTag === undefined ? '' : `:${usedTag}`}${digest === undefined ? '' : `@${digest}`}`,
    },
  };
}

/** Where a name points to, also one that is not whole or not right: `ghcr.io/owner` → `ghcr.io`, `redis` → `docker.io`. */
export const registryOf = (name: string): string => split(name.trim()).registry;

/** The path that a registry knows it by: `library/redis`, `owner/name`. */
export function pathOnRegistry({ registry, repository }: ImageReference): string {
  if (registry !== DOCKER_HUB) return repository.slice(registry.length + 1);
  return repository.includes('/') ? repository : `library/${repository}`;
}

/** Whose it is: `library`, `owner`, `team/sub`; undefined for a name without one on a registry other than the Hub. */
export function namespaceOf(reference: ImageReference): string | undefined {
  const path = pathOnRegistry(reference);
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : undefined;
}

interface Parts {
  readonly text: string;
  readonly name: string;
  readonly registry: string;
  readonly path: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  readonly digestCount: number;
}

function split(text: string): Parts {
  const [beforeDigest = '', ...digests] = text.split('@');
  const slash = beforeDigest.lastIndexOf('/');
  const colon = beforeDigest.indexOf(':', slash + 1);
  const name = colon < 0 ? beforeDigest : beforeDigest.slice(0, colon);
  const tag = colon < 0 ? undefined : beforeDigest.slice(colon + 1);
  const first = name.split('/', 1)[0] ?? '';
  const hasRegistry =
    name.includes('/') && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  const registry = !hasRegistry || first === 'index.docker.io' ? DOCKER_HUB : first;
  const path = hasRegistry ? name.slice(first.length + 1) : name;
  return { text, name, registry, path, tag, digest: digests[0], digestCount: digests.length };
}

function problemOf(parts: Parts): ReferenceProblem | undefined {
  const { text, name, registry, path, tag, digest, digestCount } = parts;
  if (text === '') return { part: 'name', message: 'An image needs a name.', hint: EXAMPLES };
  return (
    problemOfScheme(text) ??
    problemOfCase(parts) ??
    (digestCount > 1 || (digest !== undefined && !DIGEST.test(digest)) ? problemOfDigest(digestCount) : undefined) ??
    (tag !== undefined && !TAG.test(tag) ? problemOfTag(text, tag) : undefined) ??
    (/^[0-9a-f]{64}$/.test(name)
      ? { part: 'name', message: 'This is the id of an image, not a name.', hint: 'A registry knows images by name.' }
      : undefined) ??
    (HOST.test(registry)
      ? undefined
      : { part: 'registry', message: `“${registry}” is not the address of a registry.`, hint: EXAMPLES }) ??
    (path.length > MAX_NAME
      ? { part: 'name', message: `The name is too long: at most ${MAX_NAME} characters.`, hint: 'Shorten it.' }
      : undefined) ??
    (PATH.test(path) ? undefined : problemOfPath(path))
  );
}

/** Docker takes `UPPER/case` for a machine called UPPER, which is never what was meant. */
function problemOfCase({ text, name, registry, path }: Parts): ReferenceProblem | undefined {
  const isHostOfCapitals = !/[.:]/.test(registry) && registry !== registry.toLowerCase();
  if (path === path.toLowerCase() && !isHostOfCapitals) return undefined;
  const fixed = text.replace(name, isHostOfCapitals ? name.toLowerCase() : name.replace(path, path.toLowerCase()));
  return {
    part: 'name',
    message: 'Names of images are in lower case.',
    hint: `Write ${fixed}.`,
    ...(readReference(fixed).ok && { fixed }),
  };
}

const problemOfDigest = (count: number): ReferenceProblem => ({
  part: 'digest',
  message: count > 1 ? 'There can be one digest only.' : 'This digest is not complete.',
  hint: 'A digest looks like sha256: and 64 hexadecimal digits.',
});

function problemOfTag(text: string, tag: string): ReferenceProblem {
  if (tag === '') return { part: 'tag', message: 'The tag after “:” is missing.', hint: 'Write it, or leave out “:”.' };
  if (TAG.test(tag.slice(0, MAX_TAG))) {
    return {
      part: 'tag',
      message: `The tag has ${tag.length} characters; ${MAX_TAG} are allowed.`,
      hint: 'Shorten it.',
      fixed: text.replace(`:${tag}`, `:${tag.slice(0, MAX_TAG)}`),
    };
  }
  const cleaned = tag
    .replaceAll(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, MAX_TAG);
  return {
    part: 'tag',
    message: 'A tag has letters, digits, “_”, “.” and “-”, and begins with none of the last two.',
    hint: 'Write it as 1.2 or stable-alpine.',
    ...(TAG.test(cleaned) && { fixed: text.replace(`:${tag}`, `:${cleaned}`) }),
  };
}

function problemOfScheme(text: string): ReferenceProblem | undefined {
  const scheme = /^(?:https?|docker|oci):\/\//.exec(text)?.[0];
  if (!scheme) return undefined;
  const fixed = text.slice(scheme.length).replace(/\/+$/, '');
  return {
    part: 'name',
    message: `A name has no “${scheme}” before it.`,
    hint: 'Leave it out.',
    ...(readReference(fixed).ok && { fixed }),
  };
}

const problemOfPath = (path: string): ReferenceProblem => ({
  part: 'name',
  message: /\s/.test(path)
    ? 'There is a space in the name.'
    : `“${path}” is not a name: its parts are letters and digits, joined by “.”, “_” or “-”.`,
  hint: EXAMPLES,
});
