import type { RestartPolicyName } from '../../../../../contract/model/container.ts';
import type { RunSettings } from '../../../../../contract/model/run.ts';
import { box, count, neededCount, oneOf, optionalWord } from '../draft/codecs.ts';
import { type GroupField, readWith } from '../draft/field.ts';
import type { FieldsFor } from './fields.ts';
import { t } from '../../texts/index.ts';

const POLICIES: readonly { readonly value: RestartPolicyName; readonly label: string }[] = [
  {
    value: 'no',
    get label() {
      return t('Do not restart');
    },
  },
  {
    value: 'on-failure',
    get label() {
      return t('When it fails');
    },
  },
  {
    value: 'unless-stopped',
    get label() {
      return t('Always, unless it was stopped');
    },
  },
  {
    value: 'always',
    get label() {
      return t('Always');
    },
  },
];
const PULLS = ['missing', 'always', 'never'] as const;

const restartPolicy: GroupField<RunSettings['restartPolicy']> = {
  kind: 'group',
  get label() {
    return t('When it ends');
  },
  flags: ['--restart'],
  keywords: 'restart policy',
  parts: {
    name: {
      get label() {
        return t('When it ends');
      },
      input: 'select',
      options: POLICIES,
    },
    maximumRetryCount: {
      get label() {
        return t('At most so many times');
      },
      get placeholder() {
        return t('without end');
      },
    },
  },
  write: (policy) => ({
    name: policy?.name ?? 'no',
    maximumRetryCount: policy?.maximumRetryCount === undefined ? '' : String(policy.maximumRetryCount),
  }),
  read: (textOf, check) => {
    const name = readWith(oneOf(POLICIES.map(({ value }) => value)), textOf('name') || 'no', 'name', check);
    if (name === 'no') return undefined;
    if (name !== 'on-failure') return { name };
    const most = readWith(
      count(() => t('the number')),
      textOf('maximumRetryCount'),
      'maximumRetryCount',
      check,
    );
    return most === undefined ? { name } : { name, maximumRetryCount: most };
  },
};

/** How it is made, and what becomes of it. */
export const lifeFields = {
  restartPolicy,
  autoRemove: {
    kind: 'value',
    get label() {
      return t('Remove it when it ends');
    },
    input: 'box',
    flags: ['--rm'],
    codec: box,
  },
  runtime: {
    kind: 'value',
    get label() {
      return t('Runtime');
    },
    get help() {
      return t('The program that makes the container of it.');
    },
    get placeholder() {
      return t('that of the engine');
    },
    suggestions: ['runc', 'nvidia', 'runsc', 'kata-runtime'],
    flags: ['--runtime'],
    codec: optionalWord,
  },
  platform: {
    kind: 'value',
    get label() {
      return t('Platform');
    },
    get placeholder() {
      return t('that of the machine');
    },
    suggestions: ['linux/amd64', 'linux/arm64', 'linux/arm/v7'],
    flags: ['--platform'],
    keywords: 'architecture arm amd64',
    codec: optionalWord,
  },
  pull: {
    kind: 'value',
    get label() {
      return t('Pull the image');
    },
    input: 'select',
    options: [
      {
        value: 'missing',
        get label() {
          return t('When it is not there');
        },
      },
      {
        value: 'always',
        get label() {
          return t('Always');
        },
      },
      {
        value: 'never',
        get label() {
          return t('Never');
        },
      },
    ],
    flags: ['--pull'],
    codec: oneOf(PULLS),
  },
  count: {
    kind: 'value',
    get label() {
      return t('How many');
    },
    get help() {
      return t('Several get names that end in -1, -2, …');
    },
    placeholder: '1',
    flags: [],
    keywords: 'count copies',
    codec: {
      ...neededCount(
        () => t('the number'),
        () => '',
        { min: 1, max: 100 },
      ),
      read: (text) =>
        neededCount(
          () => t('the number'),
          () => '',
          { min: 1, max: 100 },
        ).read(text.trim() === '' ? '1' : text),
    },
  },
  start: {
    kind: 'value',
    get label() {
      return t('Create without starting');
    },
    input: 'box',
    flags: [],
    keywords: 'docker create',
    codec: { write: (start) => box.write(!start), read: (text) => ({ ok: true, value: text === '' }) },
  },
} satisfies Partial<FieldsFor>;
