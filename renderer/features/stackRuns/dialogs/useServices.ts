import { useState } from 'react';
import type { ServiceToRun } from '../../../../contract/model/stackRun.ts';
import { client } from '../../../rpc/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import type { StackToRun } from '../opening.ts';

/** The services of the file, and the one that is chosen: the given one, or the first. */
export function useServices(stack: StackToRun, given: string | undefined) {
  const [chosen, setChosen] = useState(given);
  const { value: services = [], error } = useLoad(stack.files && JSON.stringify(stack), (signal) =>
    client.stackRuns.services({ stack }, { signal }),
  );
  const service: ServiceToRun | undefined = services.find(({ name }) => name === chosen) ?? services[0];
  return { services, service, error, choose: setChosen };
}
