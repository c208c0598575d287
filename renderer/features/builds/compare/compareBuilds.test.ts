import { expect, test } from 'vitest';
import { type BuildDetail, BuildSettings, type BuildStep } from '../../../../contract/model/build.ts';
import { comparedSettings, comparedSteps } from './compareBuilds.ts';

const step = (instruction: string, line: number, durationMs = 1): BuildStep => ({
  ...{ id: `${instruction}${line}`, name: instruction, instruction, line, durationMs },
  ...{ stage: '', state: 'done', inputs: [] },
});
const build = (settings: object, steps: readonly BuildStep[], dockerfileText = 'FROM a\n'): BuildDetail =>
  ({
    settings: BuildSettings.parse({ source: { type: 'folder', path: '/p' }, ...settings }),
    summary: { origin: '/p', dockerfile: 'Dockerfile' },
    steps,
    dockerfileText,
  }) as unknown as BuildDetail;

test('settings that differ are named with both values', () => {
  const a = build({ args: [{ name: 'V', value: '1' }], target: 'x' }, []);
  const b = build({ args: [{ name: 'V', value: '2' }], noCache: true, target: 'x' }, [], 'FROM b\n');
  expect(comparedSettings(a, a)).toEqual([]);
  expect(comparedSettings(a, b).map(({ name }) => name)).toEqual(['Text of the Dockerfile', 'ARG V', 'No cache']);
  expect(comparedSettings(a, b)[1]).toEqual({ name: 'ARG V', a: '1', b: '2' });
});

test('steps are compared by their instruction, in the order of the later build; new and gone ones stand alone', () => {
  const a = build({}, [step('RUN b', 2, 5), step('RUN a', 1), step('RUN old', 3), step('RUN a', 4)]);
  const b = build({}, [step('RUN new', 1), step('RUN a', 2), step('RUN b', 3, 9)]);
  const compared = comparedSteps(a, b);
  expect(compared.map((one) => [one.instruction, one.a?.line, one.b?.line])).toEqual([
    ['RUN new', undefined, 1],
    ['RUN a', 1, 2],
    ['RUN b', 2, 3],
    ['RUN old', 3, undefined],
    ['RUN a', 4, undefined],
  ]);
});
