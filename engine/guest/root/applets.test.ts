import { expect, test } from 'vitest';
import { appletNames } from './applets.ts';

const names = ['[', '[[', ...Array.from({ length: 120 }, (_, index) => `a${1000 + index}`), 'sh', 'zcat'];

test('the names are read out of the program, up to what is none', () => {
  const program = Buffer.from(
    `\u007fELF rubbish [\0[[\0no list\0 more [\0[[\0${names.slice(2).join('\0')}\0\u0001\u0002\0usage`,
    'latin1',
  );
  expect(appletNames(program)).toEqual(names);
});

test('a program without such a list is no busybox', () => {
  expect(() => appletNames(Buffer.from('\u007fELF [\0[[\0test\0'))).toThrow('no list of its commands');
});
