/** A name of an image, cut where a list shows its parts. */
export interface NameParts {
  /** With the registry, unless that is Docker Hub. */
  readonly repository: string;
  readonly tag: string;
}

/** `ghcr.io/owner/web:2` → ghcr.io/owner/web, 2. Names in a list always have a tag. */
export function splitName(reference: string): NameParts {
  const colon = reference.lastIndexOf(':');
  return colon > reference.lastIndexOf('/')
    ? { repository: reference.slice(0, colon), tag: reference.slice(colon + 1) }
    : { repository: reference, tag: '' };
}

export const shortId = (id: string): string => id.replace('sha256:', '').slice(0, 12);
