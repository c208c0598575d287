import { client } from '../../rpc/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import { type Namespaces, type Place, placesOf } from './places.ts';

const NONE: Namespaces = new Map();

/** What is known here at once; what the registries tell of it comes when they answer. */
export function usePlaces(context: string): { readonly places: readonly Place[]; readonly namespaces: Namespaces } {
  const { value: destinations = [] } = useLoad(context, (signal) =>
    client.transfers.destinations({ context }, { signal }),
  );
  const signedIn = [...new Set(destinations.filter(({ from }) => from === 'sign-in').map(({ registry }) => registry))];
  const key = signedIn.length === 0 ? undefined : signedIn.join(' ');
  const { value: namespaces = NONE } = useLoad(key, async (signal): Promise<Namespaces> => {
    // It is only a hint: a registry that fails tells nothing.
    const ask = (name: string) => client.registries.namespaces({ name }, { signal }).catch((): readonly string[] => []);
    return new Map(await Promise.all(signedIn.map(async (name) => [name, await ask(name)] as const)));
  });
  return { places: placesOf(destinations, namespaces), namespaces };
}
