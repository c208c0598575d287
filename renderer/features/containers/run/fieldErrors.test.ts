import { expect, test } from 'vitest';
import type { RunCheck } from '../../../../contract/model/run.ts';
import { RunSettings } from '../../../../contract/model/run.ts';
import { draftOf, readDraft } from './draft/readDraft.ts';
import { rowsIn, withText } from './draft/draft.ts';
import { allProblems, fieldOfError, takenPorts } from './fieldErrors.ts';

const draft = draftOf(
  RunSettings.parse({
    image: 'busybox',
    name: 'web',
    ports: [{ containerPort: 53 }, { hostIp: '198.51.100.73', hostPort: 8080, containerPort: 80 }],
    mounts: [{ type: 'bind', source: '/missing', target: '/x' }],
  }),
);
const { placeOf } = readDraft(draft);
const portKey = rowsIn(draft, 'ports')[1]?.key ?? '';
const mountKey = rowsIn(draft, 'mounts')[0]?.key ?? '';
const check: RunCheck = {
  nameOwner: { id: 'a'.repeat(64), name: 'web' },
  ports: [{ hostPort: 8080, protocol: 'tcp', owner: 'other', suggestedPort: 8081 }],
  missingSources: ['/missing'],
  hasImage: true,
};

test('a taken port is found by the check, and by the error of the engine', () => {
  expect(takenPorts(draft, check, undefined).get(portKey)).toMatchObject({ owner: 'other', suggestedPort: 8081 });
  const error = { code: 'port-in-use' as const, message: 'taken', hint: 'x', hostPort: 8080, suggestedPort: 9000 };
  expect(takenPorts(draft, undefined, error).get(portKey)).toEqual({
    owner: 'another program on this machine',
    suggestedPort: 9000,
  });
  expect(fieldOfError(error, draft, placeOf)).toEqual([`ports.${portKey}.hostPort`, 'taken']);
});

test('a taken name and a missing folder are said at their fields', () => {
  const problems = allProblems({}, check, draft);
  expect(problems['name']).toContain('taken');
  expect(problems[`mounts.${mountKey}.source`]).toContain('does not exist');
  expect(allProblems({}, check, withText(draft, 'name', 'other'))['name']).toBeUndefined();
});

test('an address that the machine lacks is said where it was typed', () => {
  const problems = allProblems({}, { ...check, unknownAddresses: ['198.51.100.73'] }, draft);
  expect(problems[`ports.${portKey}.hostIp`]).toContain('does not have this address');
  expect(allProblems({}, check, draft)[`ports.${portKey}.hostIp`]).toBeUndefined();
});

test('an invalid field that main names is found in the form', () => {
  const error = (path: string[]) => ({ code: 'invalid-input' as const, message: 'bad', path });
  expect(fieldOfError(error(['settings', 'image']), draft, placeOf)).toEqual(['image', 'bad']);
  expect(fieldOfError(error(['settings', 'ports', '1', 'hostPort']), draft, placeOf)).toEqual([
    `ports.${portKey}.hostPort`,
    'bad',
  ]);
  expect(fieldOfError(error(['elsewhere']), draft, placeOf)).toBeUndefined();
  expect(fieldOfError({ code: 'no-space', message: 'full', hint: 'x' }, draft, placeOf)).toBeUndefined();
});
