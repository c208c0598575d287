/** Where the page of a Compose file is: `/compose/%2Fhome%2Fme%2Fapp%2Fcompose.yaml`. */
export const composeFileRoute = (path?: string): string =>
  path === undefined ? '/compose' : `/compose/${encodeURIComponent(path)}`;

/** The path in an address, also one that was written by hand. From the address itself: a router would decode it twice. */
export function pathInAddress(hash: string): string | undefined {
  const [, encoded] = /^#?\/?compose(?:\/|\?path=)(.+)$/.exec(hash) ?? [];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** Where the files of a stack are edited: the first, or one of them. */
export const stackEditRoute = (project: string, file?: string): string =>
  `/stacks/${encodeURIComponent(project)}/edit${file === undefined ? '' : `/${encodeURIComponent(file)}`}`;
