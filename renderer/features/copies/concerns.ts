import type { StackCopyConcern } from '../../../contract/model/copy.ts';

const BLOCKING: readonly StackCopyConcern['type'][] = ['name-taken', 'port-taken', 'network-missing', 'volume-missing'];

/** With it the stack would not come up there. */
export const isBlocking = ({ type }: StackCopyConcern): boolean => BLOCKING.includes(type);

/** What it is, and what to do about it. */
export function concernText(concern: StackCopyConcern, target: string): string {
  switch (concern.type) {
    case 'stack-there': {
      const { containerCount: count } = concern;
      return `There is a stack of this name on ${target}, with ${count === 1 ? 'one container' : `${count} containers`}: it is brought to what these files say.`;
    }
    case 'name-taken':
      return `A container on ${target} is called ${concern.container}. Rename or remove it there first.`;
    case 'port-taken':
      return `Port ${concern.hostPort}/${concern.protocol} on ${target} is taken by ${concern.owner}. Stop it, or publish another port.`;
    case 'network-missing':
      return `The network ${concern.network} is not made by the stack, and ${target} has none. Create it there first.`;
    case 'volume-missing':
      return `The volume ${concern.volume} is not made by the stack, and neither engine has it. Create it on ${target} first.`;
    case 'host-path':
      return `${concern.service} mounts ${concern.path}: on ${target} that is a path of its own machine, not of this computer.`;
  }
}
