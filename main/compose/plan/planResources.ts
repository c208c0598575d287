import type { PlannedResource } from '../../../contract/model/stackRun.ts';
import type { ConfigResource } from './composeConfig.ts';
import { networkHash, volumeHash } from './hashes.ts';
import type { PlanInput } from './planInput.ts';
import { networkChanges, volumeChanges } from './resourceChanges.ts';

/** What becomes of networks. One that differs is made anew: who is on it stands still meanwhile. */
export function planNetworks({ config, state, externals }: PlanInput, used: ReadonlySet<string>): PlannedResource[] {
  return Object.entries(config.networks).flatMap(([key, network]): PlannedResource[] => {
    if (!used.has(key)) return [];
    const { name } = network;
    if (network.external) return [external(key, network, externals.has(`network ${name}`))];
    const there = state.networks.find((one) => one.name === name);
    if (!there) return [{ key, name, step: 'create', changes: [] }];
    const isSame = there.configHash === undefined || there.configHash === networkHash(network);
    return [
      isSame
        ? { key, name, step: 'stay', changes: [] }
        : { key, name, step: 'recreate', changes: networkChanges(network, there.said) },
    ];
  });
}

/** What becomes of volumes. One that differs stays with its data, unless the person chose otherwise. */
export function planVolumes(
  { config, state, externals }: PlanInput,
  used: ReadonlySet<string>,
  isRecreating: boolean,
): PlannedResource[] {
  return Object.entries(config.volumes).flatMap(([key, volume]): PlannedResource[] => {
    if (!used.has(key)) return [];
    const { name } = volume;
    if (volume.external) return [external(key, volume, externals.has(`volume ${name}`))];
    const there = state.volumes.find((one) => one.name === name);
    if (!there) return [{ key, name, step: 'create', changes: [] }];
    const isSame = there.configHash === undefined || there.configHash === volumeHash(volume);
    return [
      isSame
        ? { key, name, step: 'stay', changes: [] }
        : { key, name, step: isRecreating ? 'recreate' : 'differs', changes: volumeChanges(volume, there.said) },
    ];
  });
}

const external = (key: string, { name }: ConfigResource, isThere: boolean): PlannedResource => ({
  key,
  name,
  step: isThere ? 'stay' : 'missing',
  changes: [],
});
