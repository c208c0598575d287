import type { ComponentType } from 'react';
import { ContainersTogether } from '../features/containers/index.ts';
import { ImagesTogether } from '../features/images/index.ts';
import { NetworksTogether } from '../features/networks/index.ts';
import { StacksTogether } from '../features/stacks/index.ts';
import { NOUNS, type TogetherNoun } from '../features/together/index.ts';
import { VolumesTogether } from '../features/volumes/index.ts';

const LISTS: Record<TogetherNoun, ComponentType> = {
  containers: ContainersTogether,
  images: ImagesTogether,
  volumes: VolumesTogether,
  networks: NetworksTogether,
  stacks: StacksTogether,
};

/** The lists over several engines. What is not known leads to the containers. */
export function TogetherRoute({ noun }: { readonly noun: string | undefined }) {
  const List = LISTS[NOUNS.find((known) => known === noun) ?? 'containers'];
  return <List />;
}
