import type { RestartPolicyName } from '../../../../../contract/model/container.ts';
import type { RunSettings } from '../../../../../contract/model/run.ts';
import { box, count, neededCount, oneOf, optionalWord } from '../draft/codecs.ts';
import { type GroupField, readWith } from '../draft/field.ts';
import type { FieldsFor } from './fields.ts';

const POLICIES: readonly { readonly value: RestartPolicyName; readonly label: string }[] = [
  { value: 'no', label: 'Do not restart' },
  { value: 'on-failure', label: 'When it fails' },
  { value: 'unless-stopped', label: 'Always, unless it was stopped' },
  { value: 'always', label: 'Always' },
];
const PULLS = ['missing', 'always', 'never'] as const;

const restartPolicy: GroupField<RunSettings['restartPolicy']> = {
  kind: 'group',
  label: 'When it ends',
  flags: ['--restart'],
  keywords: 'restart policy',
  parts: {
    name: { label: 'When it ends', input: 'select', options: POLICIES },
    maximumRetryCount: { label: 'At most so many times', placeholder: 'without end' },
  },
  write: (policy) => ({
    name: policy?.name ?? 'no',
    maximumRetryCount: policy?.maximumRetryCount === undefined ? '' : String(policy.maximumRetryCount),
  }),
  read: (textOf, check) => {
    const name = readWith(oneOf(POLICIES.map(({ value }) => value)), textOf('name') || 'no', 'name', check);
    if (name === 'no') return undefined;
    if (name !== 'on-failure') return { name };
    const most = readWith(count('the number'), textOf('maximumRetryCount'), 'maximumRetryCount', check);
    return most === undefined ? { name } : { name, maximumRetryCount: most };
  },
};

/** How it is made, and what becomes of it. */
export const lifeFields = {
  restartPolicy,
  autoRemove: { kind: 'value', label: 'Remove it when it ends', input: 'box', flags: ['--rm'], codec: box },
  runtime: {
    kind: 'value',
    label: 'Runtime',
    help: 'The program that makes the container of it.',
    placeholder: 'that of the engine',
    suggestions: ['runc', 'nvidia', 'runsc', 'kata-runtime'],
    flags: ['--runtime'],
    codec: optionalWord,
  },
  platform: {
    kind: 'value',
    label: 'Platform',
    placeholder: 'that of the machine',
    suggestions: ['linux/amd64', 'linux/arm64', 'linux/arm/v7'],
    flags: ['--platform'],
    keywords: 'architecture arm amd64',
    codec: optionalWord,
  },
  pull: {
    kind: 'value',
    label: 'Pull the image',
    input: 'select',
    options: [
      { value: 'missing', label: 'When it is not there' },
      { value: 'always', label: 'Always' },
      { value: 'never', label: 'Never' },
    ],
    flags: ['--pull'],
    codec: oneOf(PULLS),
  },
  count: {
    kind: 'value',
    label: 'How many',
    help: 'Several get names that end in -1, -2, …',
    placeholder: '1',
    flags: [],
    keywords: 'count copies',
    codec: {
      ...neededCount('the number', '', { min: 1, max: 100 }),
      read: (text) => neededCount('the number', '', { min: 1, max: 100 }).read(text.trim() === '' ? '1' : text),
    },
  },
  start: {
    kind: 'value',
    label: 'Create without starting',
    input: 'box',
    flags: [],
    keywords: 'docker create',
    codec: { write: (start) => box.write(!start), read: (text) => ({ ok: true, value: text === '' }) },
  },
} satisfies Partial<FieldsFor>;
