import type { SettingChange, StackPlan } from '../../../../contract/model/stackRun.ts';
import { t } from '../texts/index.ts';
import { reasonText, resourceWords, type StepWords, stepWords } from './planWords.ts';

/** One thing of a stack, and what becomes of it. */
export interface PlanLine {
  readonly id: string;
  readonly what: string;
  readonly step: StepWords;
  readonly changes: readonly SettingChange[];
  /** Why, a sentence each. */
  readonly notes: readonly string[];
}

/** All of a plan: first what changes, in the order in which it is done, then what stays. */
export function planLines(plan: StackPlan): PlanLine[] {
  const lines = [...resourceLines(plan), ...serviceLines(plan), ...orphanLines(plan)];
  const stays = ({ step: [, tone] }: PlanLine) => tone === 'stay';
  return [...lines.filter((line) => !stays(line)), ...lines.filter(stays)];
}

function resourceLines({ networks, volumes }: StackPlan): PlanLine[] {
  return [
    ...networks.map((one) => ({ ...one, id: `network ${one.name}`, what: t('network {{name}}', { name: one.name }) })),
    ...volumes.map((one) => ({ ...one, id: `volume ${one.name}`, what: t('volume {{name}}', { name: one.name }) })),
  ].map(({ id, what, step, changes }) => ({ id, what, step: resourceWords(step), changes, notes: [] }));
}

function serviceLines({ services }: StackPlan): PlanLine[] {
  return services.flatMap(({ service, image, imageStep, containers }): PlanLine[] => [
    ...(imageStep === 'stay'
      ? []
      : [
          {
            id: `image ${service}`,
            what: image === undefined ? t('image of {{service}}', { service }) : t('image {{image}}', { image }),
            step: [imageStep === 'build' ? t('is built') : t('is pulled'), 'make'] as const,
            changes: [],
            notes: [],
          },
        ]),
    ...containers.map(({ name, step, reasons, changes }) => ({
      id: name,
      what: name,
      step: stepWords(step),
      changes,
      notes: [
        ...(reasons.length > 0 ? [reasonText(reasons)] : []),
        ...(reasons.includes('config') && changes.length === 0
          ? [t('What changed is nothing that a container shows, or comes from another one.')]
          : []),
      ],
    })),
  ]);
}

const orphanLines = ({ orphans, areOrphansRemoved }: StackPlan): PlanLine[] =>
  orphans.map(({ id, name, service }) => ({
    id,
    what: name,
    step: areOrphansRemoved ? [t('is removed'), 'go'] : [t('stays: no service of the file'), 'stay'],
    changes: [],
    notes: [t('of the service {{service}}, which the file does not have', { service })],
  }));
