import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEnvText, parseEnvText } from './envText.ts';

test('a .env file becomes pairs', () => {
  const text = [
    '# comment',
    '',
    'A=1',
    ' export B = two words ',
    'C="quoted # kept" # gone',
    "D='x=y'",
    'E=',
    'no line',
  ].join('\n');
  expect(parseEnvText(text)).toEqual([
    { name: 'A', value: '1' },
    { name: 'B', value: 'two words' },
    { name: 'C', value: 'quoted # kept' },
    { name: 'D', value: 'x=y' },
    { name: 'E', value: '' },
  ]);
});

test('a single value is not taken for a file', () => {
  expect(isEnvText('postgres://user:pw@host/db?a=b')).toBe(false);
  expect(isEnvText('A=1\nB=2')).toBe(true);
  expect(isEnvText('first line\nsecond line')).toBe(false);
});

test('plain values come through as they are', () => {
  const value = fc.stringMatching(/^[A-Za-z0-9_./:=-]*$/);
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z][A-Z0-9_]*$/), value, (name, plain) => {
      expect(parseEnvText(`${name}=${plain}`)).toEqual([{ name, value: plain }]);
    }),
  );
});
