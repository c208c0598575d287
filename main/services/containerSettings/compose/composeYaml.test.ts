import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { composeYaml } from './composeYaml.ts';

test.each(['\u0085', '\u2028', '\u2029', '\ufeff', '\u0007', '\u007f'])('%j is escaped wherever it stands', (odd) => {
  const value = { [`key${odd}`]: [`${odd}begins`, `ends${odd}`, `lines\n${odd}\n`] };
  const text = composeYaml(value);
  expect(text).not.toContain(odd);
  expect(parse(text, { version: '1.1' })).toEqual(value);
});

test('words that older readers take for something else are quoted, others are not', () => {
  expect(composeYaml({ a: ['yes', '1:30', 'word', 'two\nlines\n'] })).toBe(
    'a:\n  - "yes"\n  - "1:30"\n  - word\n  - |\n    two\n    lines\n',
  );
});
