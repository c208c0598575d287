import { DOCKER_HUB } from '../../../contract/model/imageReference.ts';
import type { PushConcern, PushDestination } from '../../../contract/model/transfer.ts';

/** By registry: under which names one may push there, as far as it tells. */
export type Namespaces = ReadonlyMap<string, readonly string[]>;

export interface Place {
  /** What comes before the name: `me`, `localhost:5000/team`. */
  readonly prefix: string;
  readonly isSignIn: boolean;
}

/** Where one may push to: one’s own names, then what their registries tell, then the names that images here have. */
export function placesOf(destinations: readonly PushDestination[], namespaces: Namespaces): readonly Place[] {
  const of = (from: PushDestination['from']) =>
    destinations.filter((one) => one.from === from).map(({ prefix }) => ({ prefix, isSignIn: from === 'sign-in' }));
  const told = [...namespaces].flatMap(([registry, names]) =>
    names.map((name) => ({ prefix: registry === DOCKER_HUB ? name : `${registry}/${name}`, isSignIn: false })),
  );
  const all = new Map<string, Place>();
  for (const place of [...of('sign-in'), ...told, ...of('image')])
    if (!all.has(place.prefix)) all.set(place.prefix, place);
  return [...all.values()];
}

/** That a name is not one’s own is no concern where it is that of one’s organization. */
export const concernsBut = (concerns: readonly PushConcern[], namespaces: Namespaces): readonly PushConcern[] =>
  concerns.filter((one) => one.type !== 'other-namespace' || !namespaces.get(DOCKER_HUB)?.includes(one.namespace));
