import { describe, expect, test } from 'vitest';
import { BuildSettings, type BuildStep } from '../../contract/model/build.ts';
import { isOnEngine, isWriting } from './takeBack.ts';

const step = (name: string, state: BuildStep['state'], stage?: string): BuildStep => ({
  id: name,
  name,
  instruction: name,
  state,
  inputs: [],
  ...(stage !== undefined && { stage }),
});

describe('an image is being written', () => {
  test.each<[string, boolean, BuildStep[]]>([
    ['while it is exported', true, [step('[2/2] RUN make', 'done', ''), step('exporting to image', 'running')]],
    ['when all steps are complete', true, [step('[1/2] FROM a', 'cached', ''), step('[2/2] RUN make', 'done', '')]],
    ['not while a step runs', false, [step('[1/2] FROM a', 'cached', ''), step('[2/2] RUN make', 'running', '')]],
    ['not while one waits', false, [step('[1/2] FROM a', 'done', ''), step('[2/2] RUN make', 'waiting', '')]],
    ['not before there are steps', false, [step('[internal] load build definition', 'running')]],
  ])('%s', (_, is, steps) => expect(isWriting(steps)).toBe(is));
});

test('only by dockerd itself is it written to the end', () => {
  const of = (more: object) =>
    isOnEngine(BuildSettings.parse({ source: { type: 'folder', path: '/home/me/app' }, ...more }));
  expect(of({})).toBe(true);
  expect(of({ output: { type: 'load' } })).toBe(true);
  expect(of({ output: { type: 'push' } })).toBe(false);
  expect(of({ output: { type: 'custom', value: 'type=local,dest=out' } })).toBe(false);
  expect(of({ builder: 'large' })).toBe(false);
});
