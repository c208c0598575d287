import { expect, test } from 'vitest';
import { cpio, type CpioEntry } from './cpio.ts';

const entries: readonly CpioEntry[] = [
  { type: 'directory', path: 'bin' },
  { type: 'file', path: 'bin/tool', content: Buffer.from('#!/bin/sh\n'), isExecutable: true },
  { type: 'symlink', path: 'bin/sh', target: 'tool' },
  { type: 'device', path: 'console', major: 5, minor: 1 },
  { type: 'file', path: 'text', content: Buffer.from('abc') },
];

test('an archive is the same whatever order its entries come in, and each begins on a word', () => {
  const archive = cpio(entries);
  expect(cpio([...entries].reverse()).equals(archive)).toBe(true);
  expect(archive.length % 4).toBe(0);
});

test('what is written is what the format says: kinds, modes, names, contents, an end', () => {
  const archive = cpio(entries);
  expect(records(archive)).toEqual([
    ['bin', '40755', ''],
    ['bin/sh', '120777', 'tool'],
    ['bin/tool', '100755', '#!/bin/sh\n'],
    ['console', '20600', ''],
    ['text', '100644', 'abc'],
    ['TRAILER!!!', '0', ''],
  ]);
});

/** By the format's own description (cpio(5), “New ASCII”), not by the writer's code. */
function records(archive: Buffer): string[][] {
  const found: string[][] = [];
  for (let at = 0; at < archive.length;) {
    const text = archive.toString('latin1', at, at + 110);
    expect(text.slice(0, 6)).toBe('070701');
    const field = (index: number) => Number.parseInt(text.slice(6 + index * 8, 14 + index * 8), 16);
    const nameEnd = at + 110 + field(11);
    const start = Math.ceil(nameEnd / 4) * 4;
    const name = archive.toString('latin1', at + 110, nameEnd - 1);
    found.push([name, field(1).toString(8), archive.toString('latin1', start, start + field(6))]);
    at = Math.ceil((start + field(6)) / 4) * 4;
  }
  return found;
}
