import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEnvText, isOnlyEnvText, parseEnvText, writeEnvText } from './envText.ts';

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

test('text that is written of variables is read as the same variables', () => {
  const name = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/);
  const value = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('a # b', '#', '"', "'x'", String.raw`\n`, ' kept ', 'a\nb', '='),
  );
  fc.assert(
    fc.property(fc.array(fc.record({ name, value: value.filter((text) => !text.includes('\r')) })), (pairs) => {
      expect(parseEnvText(writeEnvText(pairs))).toEqual(pairs);
    }),
  );
});

test('a key is no list of variables, though its last line ends in “=”', () => {
  const key = '-----BEGIN KEY-----\nMIIBVQIBADANBgkqhkiG9w0\nAbCd==\n-----END KEY-----';
  expect(isOnlyEnvText(key)).toBe(false);
  expect(isOnlyEnvText('# note\nA=1\n\nexport B=\n')).toBe(true);
  expect(isOnlyEnvText('A=1')).toBe(false);
});
