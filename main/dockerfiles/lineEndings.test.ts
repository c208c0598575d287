import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineEndingOf, withEndingsOf, withNewlines } from './lineEndings.ts';

test('how the lines of a file end is told', () => {
  expect(lineEndingOf('a\nb\n')).toBe('lf');
  expect(lineEndingOf('a\r\nb\r\n')).toBe('crlf');
  expect(lineEndingOf('a\r\nb\n')).toBe('mixed');
  expect(lineEndingOf('')).toBe('lf');
});

test('a line that is added gets the ending that most have, and the others keep theirs', () => {
  expect(withEndingsOf('a\r\nb\r\nc\n', 'a\nnew\nb\nc\n')).toBe('a\r\nnew\r\nb\r\nc\n');
  expect(withEndingsOf('a\r\nb', 'a\nb\n')).toBe('a\r\nb\r\n');
  expect(withEndingsOf('', 'a\n')).toBe('a\n');
});

const raw = fc
  .array(fc.tuple(fc.constantFrom('', 'FROM x', 'RUN y', 'z'), fc.constantFrom('\n', '\r\n')), { maxLength: 12 })
  .map((lines) => lines.map(([text, ending]) => text + ending).join(''));

test('saving what was read changes no byte, whatever the endings', () => {
  fc.assert(
    fc.property(raw, (before) => {
      expect(withEndingsOf(before, withNewlines(before))).toBe(before);
    }),
  );
});

test('what is saved is always what was typed', () => {
  const typed = raw.map(withNewlines);
  fc.assert(
    fc.property(raw, typed, (before, text) => {
      expect(withNewlines(withEndingsOf(before, text))).toBe(text);
    }),
  );
});
