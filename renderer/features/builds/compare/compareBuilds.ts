import type { BuildDetail, BuildStep } from '../../../../contract/model/build.ts';
import { t } from '../texts/index.ts';

export interface ComparedStep {
  readonly instruction: string;
  readonly stage?: string;
  readonly a?: BuildStep;
  readonly b?: BuildStep;
}

export interface ComparedSetting {
  readonly name: string;
  readonly a: string;
  readonly b: string;
}

/** Settings that are not the same in both. */
export function comparedSettings(a: BuildDetail, b: BuildDetail): readonly ComparedSetting[] {
  const [left, right] = [flat(a), flat(b)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .map((name) => ({ name, a: left.get(name) ?? '', b: right.get(name) ?? '' }))
    .filter((one) => one.a !== one.b);
}

function flat({ settings, summary, dockerfileText = '' }: BuildDetail): ReadonlyMap<string, string> {
  const { args, labels, tags, target = '', platforms, secrets, noCache, pull, network = '', builder = '' } = settings;
  return new Map([
    [t('Context'), summary.origin],
    ['Dockerfile', summary.dockerfile],
    [t('Text of the Dockerfile'), fingerprint(dockerfileText)],
    [t('Names'), tags.join(' ')],
    [t('Target'), target],
    ...args.map(({ name, value }) => [t('ARG {{name}}', { name }), value] as const),
    ...labels.map(({ name, value }) => [t('Label {{name}}', { name }), value] as const),
    [t('Platforms'), platforms.join(', ')],
    [t('Secrets'), secrets.map(({ id }) => id).join(', ')],
    [t('No cache'), noCache ? 'yes' : ''],
    [t('Pull'), pull ? 'yes' : ''],
    [t('Network'), network],
    [t('Builder'), builder],
  ]);
}

/** That two texts differ is worth a line; how they do is shown elsewhere. */
function fingerprint(text: string): string {
  if (text === '') return '';
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
  return t('{{split}} lines ({{sum}})', { split: text.trimEnd().split('\n').length, sum: (sum >>> 0).toString(16) });
}

/** Steps of the Dockerfile side by side: the same instruction of the same stage, in the order of the second build. */
export function comparedSteps(a: BuildDetail, b: BuildDetail): readonly ComparedStep[] {
  const before = a.steps.filter(({ stage }) => stage !== undefined);
  const left = new Set(before);
  const take = ({ stage, platform, instruction }: BuildStep) => {
    const found = before.find(
      (step) =>
        left.has(step) && step.stage === stage && step.platform === platform && step.instruction === instruction,
    );
    if (found) left.delete(found);
    return found;
  };
  const steps = inOrder(b.steps.filter(({ stage }) => stage !== undefined)).map((step): ComparedStep => {
    const other = take(step);
    return { instruction: step.instruction, stage: step.stage, ...(other && { a: other }), b: step };
  });
  const gone = inOrder([...left]).map((step): ComparedStep => ({
    instruction: step.instruction,
    stage: step.stage,
    a: step,
  }));
  return [...steps, ...gone];
}

const inOrder = (steps: readonly BuildStep[]) =>
  steps.toSorted((a, b) => (a.line ?? Number.MAX_SAFE_INTEGER) - (b.line ?? Number.MAX_SAFE_INTEGER));
