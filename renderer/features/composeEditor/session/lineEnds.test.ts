import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toEditor, toFile } from './lineEnds.ts';

const texts = fc
  .array(fc.constantFrom('a', ' b: c', '\n', '\r\n', '\r', '\uFEFF', '# é 🐳'), { maxLength: 20 })
  .map((parts) => parts.join(''));

test('what is opened and not changed is the same text again, whatever its line ends', () => {
  fc.assert(
    fc.property(texts, (raw) => {
      expect(toFile(toEditor(raw).text, toEditor(raw))).toBe(raw);
    }),
  );
});

test('a file with Windows line ends is shown without them, and gets them for new lines too', () => {
  const opened = toEditor('\uFEFFa: 1\r\nb: 2\r\n');
  expect(opened).toEqual({ hasBom: true, isCrlf: true, text: 'a: 1\nb: 2\n' });
  expect(toFile(`${opened.text}c: 3\n`, opened)).toBe('\uFEFFa: 1\r\nb: 2\r\nc: 3\r\n');
});

test('in a file with both, each line keeps its own', () => {
  const opened = toEditor('a: 1\r\nb: 2\nc: 3\r\n');
  expect(opened).toMatchObject({ isCrlf: false, text: 'a: 1\r\nb: 2\nc: 3\r\n' });
  expect(toFile(opened.text.replace('2', '4'), opened)).toBe('a: 1\r\nb: 4\nc: 3\r\n');
});
