import type { RunHealthCheck, RunSettings } from '../../../../../contract/model/run.ts';
import { count, duration, words } from '../draft/codecs.ts';
import { type Check, type GroupField, readWith } from '../draft/field.ts';
import type { FieldsFor } from './fields.ts';

const TIMES = {
  intervalMs: { label: 'Time between checks', placeholder: '30s' },
  timeoutMs: { label: 'A check may take', placeholder: '30s' },
  startPeriodMs: { label: 'Time to start', help: 'Failures in it do not count.', placeholder: '0s' },
  startIntervalMs: { label: 'Between checks while it starts', placeholder: '5s' },
} as const;
const TIME_IDS = Object.keys(TIMES) as (keyof typeof TIMES)[];

const healthCheck: GroupField<RunSettings['healthCheck']> = {
  kind: 'group',
  label: 'Health check',
  flags: [
    ...['--health-cmd', '--health-interval', '--health-timeout', '--health-retries', '--health-start-period'],
    ...['--health-start-interval', '--no-healthcheck'],
  ],
  parts: {
    kind: {
      label: 'Health check',
      input: 'select',
      options: [
        { value: '', label: 'That of the image' },
        { value: 'CMD-SHELL', label: 'A line for a shell' },
        { value: 'CMD', label: 'A program with arguments' },
        { value: 'NONE', label: 'None' },
      ],
    },
    test: {
      label: 'Command of the check',
      help: 'Exit code 0 is healthy.',
      placeholder: 'curl -f http://localhost/',
    },
    ...TIMES,
    retries: { label: 'Failures until it is unhealthy', placeholder: '3' },
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
    const retries = readWith(count('the number', { min: 1 }), textOf('retries'), 'retries', check);
    const all = retries === undefined ? health : { ...health, retries };
    return Object.keys(all).length === 0 ? undefined : all;
  },
};

function readTest(kind: string, text: string, check: Check): Pick<RunHealthCheck, 'test'> {
  if (kind === '') {
    if (text !== '') check('kind', 'Say how the command is run.');
    return {};
  }
  if (kind === 'NONE') return { test: ['NONE'] };
  if (text === '') check('test', 'Write the command whose exit code says whether it is healthy.');
  return { test: kind === 'CMD-SHELL' ? ['CMD-SHELL', text] : ['CMD', ...readWith(words, text, 'test', check)] };
}

export const healthFields = { healthCheck } satisfies Partial<FieldsFor>;
