import type { ContainerChange } from '../../contract/model/containerChange.ts';
import type { Recreate } from '../recreate/createRecreate.ts';
import { isKept, type Operation, type Phase } from '../recreate/operation.ts';
import { PHASE_WORDS } from '../recreate/phaseWords.ts';

/** What is kept from the last change of a container. */
export const keptOf = ({ feed }: Pick<Recreate, 'feed'>, containerId: string): Operation | undefined =>
  [...feed.values()].findLast((one) => isKept(one) && one.members[0]?.newId === containerId);

/** As the page has it: without what the containers are made from. */
export function toChange(operation: Operation, isRunning: boolean): ContainerChange {
  const [first, ...others] = operation.members;
  const { id, context, title, startedAt, endedAt, isGoingBack, because, phase } = operation;
  return {
    ...{ id, context, title, startedAt, isGoingBack },
    name: first?.newName ?? first?.name ?? '',
    state: isKept(operation) ? 'kept' : isRunning ? 'running' : 'interrupted',
    ...(endedAt !== undefined && { endedAt }),
    ...(!isKept(operation) && { phase: PHASE_WORDS[phase as Phase] }),
    ...(because !== undefined && { because }),
    oldId: first?.oldId ?? '',
    ...(first?.newId !== undefined && { newId: first.newId }),
    asideName: first?.asideName ?? '',
    others: others.map(({ name }) => name),
  };
}
