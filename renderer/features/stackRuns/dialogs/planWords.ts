import type { ContainerStep, PlannedResource, RecreateReason } from '../../../../contract/model/stackRun.ts';
import { t } from '../texts/index.ts';

export type Tone = 'make' | 'change' | 'go' | 'stay';

/** What becomes of it, in words, and how that is drawn. */
export type StepWords = readonly [string, Tone];

const STEPS: Record<ContainerStep, () => StepWords> = {
  create: () => [t('is created'), 'make'],
  recreate: () => [t('is made anew'), 'change'],
  start: () => [t('is started'), 'make'],
  restart: () => [t('is stopped and started again'), 'change'],
  remove: () => [t('is removed'), 'go'],
  stay: () => [t('stays as it is'), 'stay'],
  blocked: () => [t('is paused: unpause it first, or up fails'), 'go'],
};

export const stepWords = (step: ContainerStep): StepWords => STEPS[step]();

const RESOURCE_STEPS: Record<PlannedResource['step'], () => StepWords> = {
  create: () => [t('is created'), 'make'],
  recreate: () => [t('is made anew'), 'change'],
  stay: () => [t('stays as it is'), 'stay'],
  differs: () => [t('differs from the file, and stays with its data'), 'change'],
  missing: () => [t('is external and not there'), 'go'],
};

export const resourceWords = (step: PlannedResource['step']): StepWords => RESOURCE_STEPS[step]();

const REASONS: Record<RecreateReason, () => string> = {
  config: () => t('its settings in the file are others'),
  image: () => t('its tag is of another image now'),
  forced: () => t('you asked for it'),
  network: () => t('it is not on a network of the file'),
  volume: () => t('it has not the volume of the file'),
  build: () => t('made anew if the build gives another image'),
  pull: () => t('made anew if the pull brings another image'),
};

export const reasonText = (reasons: readonly RecreateReason[]): string =>
  reasons.map((one) => REASONS[one]()).join('; ');
