import type { RunHealthCheck, RunSettings } from '../../../../../contract/model/run.ts';
import { count, duration, words } from '../draft/codecs.ts';
import { type Check, type GroupField, readWith } from '../draft/field.ts';
import type { FieldsFor } from './fields.ts';
import { t } from '../../texts/index.ts';

const TIMES = {
  intervalMs: {
    get label() {
      return t('Time between checks');
    },
    placeholder: '30s',
  },
  timeoutMs: {
    get label() {
      return t('A check may take');
    },
    placeholder: '30s',
  },
  startPeriodMs: {
    get label() {
      return t('Time to start');
    },
    get help() {
      return t('Failures in it do not count.');
    },
    placeholder: '0s',
  },
  startIntervalMs: {
    get label() {
      return t('Between checks while it starts');
    },
    placeholder: '5s',
  },
} as const;
const TIME_IDS = Object.keys(TIMES) as (keyof typeof TIMES)[];

const healthCheck: GroupField<RunSettings['healthCheck']> = {
  kind: 'group',
  get label() {
    return t('Health check');
  },
  flags: [
    ...['--health-cmd', '--health-interval', '--health-timeout', '--health-retries', '--health-start-period'],
    ...['--health-start-interval', '--no-healthcheck'],
  ],
  parts: {
    kind: {
      get label() {
        return t('Health check');
      },
      input: 'select',
      options: [
        {
          value: '',
          get label() {
            return t('That of the image');
          },
        },
        {
          value: 'CMD-SHELL',
          get label() {
            return t('A line for a shell');
          },
        },
        {
          value: 'CMD',
          get label() {
            return t('A program with arguments');
          },
        },
        {
          value: 'NONE',
          get label() {
            return t('None');
          },
        },
      ],
    },
    test: {
      get label() {
        return t('Command of the check');
      },
      get help() {
        return t('Exit code 0 is healthy.');
      },
      get placeholder() {
        return t('curl -f http://localhost/');
      },
    },
    ...TIMES,
    retries: {
      get label() {
        return t('Failures until it is unhealthy');
      },
      placeholder: '3',
    },
  },
  write: (check) => {
    const [kind = '', ...rest] = check?.test ?? [];
    return {
      kind,
      test: kind === 'CMD-SHELL' && rest.length === 1 ? (rest[0] ?? '') : words.write(rest),
      ...Object.fromEntries(TIME_IDS.map((id) => [id, duration.write(check?.[id])])),
      retries: check?.retries === undefined ? '' : String(check.retries),
    };
  },
  read: (textOf, check) => {
    const health: RunHealthCheck = {
      ...readTest(textOf('kind'), textOf('test'), check),
      ...Object.fromEntries(
        TIME_IDS.map((id) => [id, readWith(duration, textOf(id), id, check)]).filter(
          ([, value]) => value !== undefined,
        ),
      ),
    };
    const retries = readWith(
      count(() => t('the number'), { min: 1 }),
      textOf('retries'),
      'retries',
      check,
    );
    const all = retries === undefined ? health : { ...health, retries };
    return Object.keys(all).length === 0 ? undefined : all;
  },
};

function readTest(kind: string, text: string, check: Check): Pick<RunHealthCheck, 'test'> {
  if (kind === '') {
    if (text !== '') check('kind', t('Say how the command is run.'));
    return {};
  }
  if (kind === 'NONE') return { test: ['NONE'] };
  if (text === '') check('test', t('Write the command whose exit code says whether it is healthy.'));
  return { test: kind === 'CMD-SHELL' ? ['CMD-SHELL', text] : ['CMD', ...readWith(words, text, 'test', check)] };
}

export const healthFields = { healthCheck } satisfies Partial<FieldsFor>;
