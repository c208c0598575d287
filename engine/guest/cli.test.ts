import { expect, test } from 'vitest';
import { parse } from './cli.ts';

test('both architectures and no other forms are built when nothing is said', () => {
  expect(parse([])).toEqual({ archs: ['amd64', 'arm64'], forms: [], isKeeping: false });
});

test('what is asked for is built', () => {
  expect(parse(['--arch', 'arm64', '--forms', 'wsl,download', '--keep', '--output', '/somewhere'])).toEqual({
    archs: ['arm64'],
    forms: ['download', 'wsl'],
    isKeeping: true,
    output: '/somewhere',
  });
});

test.each([[['--arch', 'riscv64']], [['--forms', 'floppy']], [['--what']], [['more']]])('%j is told how', (args) => {
  expect(parse(args)).toBeUndefined();
});
