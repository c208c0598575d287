import type { ContainerAction } from '../../../../contract/model/action.ts';
import type { ContainerState } from '../../../../contract/model/container.ts';

type Remove = Extract<ContainerAction, { type: 'remove' }>;

interface Removal<T> {
  readonly containers: readonly T[];
  readonly action: Remove;
}

/**
 * What the engine could not remove wholly before goes only by force. The rest does not go with it so: one of them may
 * have been started meanwhile.
 */
export function removals<T extends { readonly state: ContainerState }>(
  containers: readonly T[],
  action: Remove,
): readonly Removal<T>[] {
  const parts = [
    { containers: containers.filter(({ state }) => state !== 'dead'), action },
    { containers: containers.filter(({ state }) => state === 'dead'), action: { ...action, force: true } },
  ];
  return parts.filter((part) => part.containers.length > 0);
}
