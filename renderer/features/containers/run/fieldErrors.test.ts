import { expect, test } from 'vitest';
import type { RunCheck } from '../../../../contract/model/run.ts';
import { EMPTY_DRAFT, newMount, newPort } from './draft.ts';
import { allProblems, fieldOfError, takenPorts } from './fieldErrors.ts';

const row = newPort({ hostPort: '8080', containerPort: '80' });
const mount = newMount({ type: 'bind', source: '/missing', target: '/x' });
const draft = { ...EMPTY_DRAFT, name: 'web', ports: [newPort({ containerPort: '53' }), row], mounts: [mount] };
const check: RunCheck = {
  nameOwner: { id: 'a'.repeat(64), name: 'web' },
  ports: [{ hostPort: 8080, protocol: 'tcp', owner: 'other', suggestedPort: 8081 }],
  missingSources: ['/missing'],
  hasImage: true,
};

test('a taken port is found by the check, and by the error of the engine', () => {
  expect(takenPorts(draft, check, undefined).get(row.key)).toMatchObject({ owner: 'other', suggestedPort: 8081 });
  const error = { code: 'port-in-use' as const, message: 'taken', hint: 'x', hostPort: 8080, suggestedPort: 9000 };
  expect(takenPorts(draft, undefined, error).get(row.key)).toEqual({
    owner: 'another program on this machine',
    suggestedPort: 9000,
  });
  expect(fieldOfError(error, draft)).toEqual([`ports.${row.key}.hostPort`, 'taken']);
});

test('a taken name and a missing folder are said at their fields', () => {
  const problems = allProblems({}, check, draft);
  expect(problems['name']).toContain('taken');
  expect(problems[`mounts.${mount.key}.source`]).toContain('does not exist');
  expect(allProblems({}, check, { ...draft, name: 'other' })['name']).toBeUndefined();
});

test('an address that the machine lacks is said where it was typed', () => {
  const bound = { ...draft, ports: [{ ...row, hostIp: '198.51.100.73' }] };
  const problems = allProblems({}, { ...check, unknownAddresses: ['198.51.100.73'] }, bound);
  expect(problems[`ports.${row.key}.hostIp`]).toContain('does not have this address');
  expect(allProblems({}, check, bound)[`ports.${row.key}.hostIp`]).toBeUndefined();
});

test('an invalid field that main names is found in the form', () => {
  const error = (path: string[]) => ({ code: 'invalid-input' as const, message: 'bad', path });
  expect(fieldOfError(error(['settings', 'image']), draft)).toEqual(['image', 'bad']);
  expect(fieldOfError(error(['settings', 'ports', '1', 'hostPort']), draft)).toEqual([
    `ports.${row.key}.hostPort`,
    'bad',
  ]);
  expect(fieldOfError(error(['elsewhere']), draft)).toBeUndefined();
  expect(fieldOfError({ code: 'no-space', message: 'full', hint: 'x' }, draft)).toBeUndefined();
});
