import type { ContainerStep, PlannedResource, RecreateReason } from '../../../../contract/model/stackRun.ts';

export type Tone = 'make' | 'change' | 'go' | 'stay';

export const STEPS: Record<ContainerStep, readonly [string, Tone]> = {
  create: ['is created', 'make'],
  recreate: ['is made anew', 'change'],
  start: ['is started', 'make'],
  restart: ['is stopped and started again', 'change'],
  remove: ['is removed', 'go'],
  stay: ['stays as it is', 'stay'],
  blocked: ['is paused: unpause it first, or up fails', 'go'],
};

export const RESOURCE_STEPS: Record<PlannedResource['step'], readonly [string, Tone]> = {
  create: ['is created', 'make'],
  recreate: ['is made anew', 'change'],
  stay: ['stays as it is', 'stay'],
  differs: ['differs from the file, and stays with its data', 'change'],
  missing: ['is external and not there', 'go'],
};

const REASONS: Record<RecreateReason, string> = {
  config: 'its settings in the file are others',
  image: 'its tag is of another image now',
  forced: 'you asked for it',
  network: 'it is not on a network of the file',
  volume: 'it has not the volume of the file',
  build: 'made anew if the build gives another image',
  pull: 'made anew if the pull brings another image',
};

export const reasonText = (reasons: readonly RecreateReason[]): string => reasons.map((one) => REASONS[one]).join('; ');
