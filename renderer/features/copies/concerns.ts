import type { StackCopyConcern } from '../../../contract/model/copy.ts';
import { plural, t } from './texts/index.ts';

const BLOCKING: readonly StackCopyConcern['type'][] = ['name-taken', 'port-taken', 'network-missing', 'volume-missing'];

/** With it the stack would not come up there. */
export const isBlocking = ({ type }: StackCopyConcern): boolean => BLOCKING.includes(type);

/** What it is, and what to do about it. */
export function concernText(concern: StackCopyConcern, target: string): string {
  switch (concern.type) {
    case 'stack-there':
      return plural(
        concern.containerCount,
        'There is a stack of this name on {{target}}, with one container: it is brought to what these files say.',
        'There is a stack of this name on {{target}}, with {{count}} containers: it is brought to what these files say.',
        { target },
      );
    case 'name-taken':
      return t('A container on {{target}} is called {{container}}. Rename or remove it there first.', {
        container: concern.container,
        target,
      });
    case 'port-taken':
      return t('Port {{port}} on {{target}} is taken by {{owner}}. Stop it, or publish another port.', {
        port: `${concern.hostPort}/${concern.protocol}`,
        owner: concern.owner,
        target,
      });
    case 'network-missing':
      return t('The network {{network}} is not made by the stack, and {{target}} has none. Create it there first.', {
        network: concern.network,
        target,
      });
    case 'volume-missing':
      return t(
        'The volume {{volume}} is not made by the stack, and neither engine has it. Create it on {{target}} first.',
        { volume: concern.volume, target },
      );
    case 'host-path':
      return t('{{service}} mounts {{path}}: on {{target}} that is a path of its own machine, not of this computer.', {
        service: concern.service,
        path: concern.path,
        target,
      });
  }
}
