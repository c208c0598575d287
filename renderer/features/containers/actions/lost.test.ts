import { expect, test } from 'vitest';
import type { RemovePreview } from '../../../../contract/model/container.ts';
import { freedText, lostBytes, lostText } from './lost.ts';

const preview: RemovePreview = {
  id: 'a'.repeat(64),
  name: 'db',
  image: 'postgres',
  state: 'exited',
  isAutoRemoved: false,
  writableBytes: 63_000,
  anonymousVolumes: [{ name: 'f'.repeat(64), destination: '/var/lib', sizeBytes: 2_000_000 }],
  namedVolumes: ['dbdata'],
};

test('what goes and what stays is named', () => {
  expect(lostText(preview, true)).toBe(
    '63 kB that it wrote go · volume ffffffffffff (/var/lib, 2 MB) goes · volume dbdata stays',
  );
  expect(lostText(preview, false)).toContain('(/var/lib, 2 MB) stays, without an owner');
  expect(lostText({ ...preview, namedVolumes: ['a', 'b'] }, true)).toContain('volumes a, b stay');
});

test('an unknown size is said to be unknown, not zero', () => {
  const unknown = { ...preview, writableBytes: undefined, anonymousVolumes: [], namedVolumes: [] };
  expect(lostText(unknown, false)).toContain('size unknown');
  expect(lostText({ ...unknown, writableBytes: 0 }, false)).toBe('wrote nothing');
});

test('what was freed is that of those that are really gone', () => {
  const other = { ...preview, id: 'b'.repeat(64), writableBytes: 1_000_000 };
  expect(freedText([preview, other], [other], false)).toBe('1 MB freed.');
  expect(freedText([preview, other], [preview, other], true)).toBe('5.06 MB freed.');
  const unknown = { ...preview, writableBytes: undefined };
  expect(freedText([unknown, other], [unknown, other], false)).toBe('At least 1 MB freed.');
  expect(freedText([unknown], [unknown], false)).toBeUndefined();
  expect(freedText([preview], [], false)).toBeUndefined();
});

test('volumes count only when they go', () => {
  expect(lostBytes([preview, preview], false)).toBe(126_000);
  expect(lostBytes([preview], true)).toBe(2_063_000);
});

test('one made with --rm loses its volumes when it is stopped first, whatever was ticked', () => {
  const removed = { ...preview, state: 'running' as const, isAutoRemoved: true };
  expect(lostText(removed, false, true)).toContain('(/var/lib, 2 MB) goes too: with --rm the engine takes it');
  expect(lostBytes([removed], false, true)).toBe(2_063_000);
  expect(lostText(removed, false)).toContain('stays, without an owner'); // killed by the removal itself
  expect(lostText({ ...removed, state: 'created' }, false, true)).toContain('stays, without an owner');
});
