import { AppFailure } from '../../contract/errors.ts';

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

const HUB = 'docker.io';
const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const HOST = /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)(?::\d+)?$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;

/**
 * `redis` → docker.io, redis:latest. The rules are those of github.com/distribution/reference.
 * Throws `invalid-input` at `image`.
 */
export function parseReference(text: string): ImageReference {
  const [beforeDigest = '', ...digests] = text.trim().split('@');
  const digest = digests[0];
  const slash = beforeDigest.lastIndexOf('/');
  const colon = beforeDigest.indexOf(':', slash + 1);
  const name = colon < 0 ? beforeDigest : beforeDigest.slice(0, colon);
  const tag = colon < 0 ? undefined : beforeDigest.slice(colon + 1);

  const first = name.split('/', 1)[0] ?? '';
  const hasRegistry =
    name.includes('/') && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  const registry = hasRegistry ? (first === 'index.docker.io' ? HUB : first) : HUB;
  const path = hasRegistry ? name.slice(first.length + 1) : name;
  const short = registry === HUB ? path.replace(/^library\/(?=[^/]+$)/, '') : path;

  if (path !== path.toLowerCase()) throw notAReference(text, 'Names of images are in lower case.');
  if (digests.length > 1 || (digest !== undefined && !DIGEST.test(digest))) {
    throw notAReference(text, 'A digest looks like sha256: and 64 hexadecimal digits.');
  }
  if (tag !== undefined && !TAG.test(tag)) throw notAReference(text, 'A tag has letters, digits, “_”, “.” and “-”.');
  if (!PATH.test(path) || !HOST.test(registry) || /^[0-9a-f]{64}$/.test(name)) {
    throw notAReference(text, 'Write it as nginx, redis:7 or ghcr.io/owner/name:tag.');
  }

  const repository = registry === HUB ? short : `${registry}/${path}`;
  const usedTag = tag ?? (digest === undefined ? 'latest' : undefined);
  return {
    registry,
    repository,
    ...(usedTag !== undefined && { tag: usedTag }),
    ...(digest !== undefined && { digest }),
    familiar: `${repository}${usedTag === undefined ? '' : `:${usedTag}`}${digest === undefined ? '' : `@${digest}`}`,
  };
}

function notAReference(text: string, hint: string): AppFailure {
  return new AppFailure({
    code: 'invalid-input',
    path: ['image'],
    message: `“${text}” is not the name of an image.`,
    hint,
  });
}
