import { useEffect, useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import type { RegistryList } from '../../../contract/model/registry.ts';
import { client, follow } from '../../rpc/index.ts';

/** All registries, as they are now; undefined until the first list has come. */
export function useRegistries(context: string): { readonly list?: RegistryList; readonly error?: AppError } {
  const [state, setState] = useState<{ readonly list?: RegistryList; readonly error?: AppError }>({});
  useEffect(
    () =>
      follow({
        open: (signal) => client.registries.watch({ context }, { signal }),
        onItem: (list) => setState({ list }),
        onError: (error) => setState({ error }),
      }),
    [context],
  );
  return state;
}
