import { expect, test } from 'vitest';
import { RunSettings } from '../../../../../contract/model/run.ts';
import { withFile } from './openedFile.ts';

const settings = RunSettings.parse({
  image: 'x',
  env: [{ name: 'A', value: 'said' }],
  labels: [{ name: 'a', value: 'said' }],
});

test('a file of variables is read as the CLI does, and what the command says comes after it', () => {
  const text = '# note\n\n  A=file\r\nQUOTED="kept"\nB=1=2\nALONE\n=odd\n';
  expect(withFile(settings, { kind: 'env', text }).env).toEqual([
    { name: 'A', value: 'file' },
    { name: 'QUOTED', value: '"kept"' },
    { name: 'B', value: '1=2' },
    { name: 'A', value: 'said' },
  ]);
});

test('a label of the command stays, and of two in the file the last one counts', () => {
  expect(withFile(settings, { kind: 'labels', text: 'a=file\nb=1\nb=2' }).labels).toEqual([
    { name: 'b', value: '2' },
    { name: 'a', value: 'said' },
  ]);
});

test('a seccomp profile becomes an option', () => {
  expect(withFile(settings, { kind: 'seccomp', text: '{"a":1}\n' }).securityOptions).toEqual(['seccomp={"a":1}']);
});
