import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prettyJson } from './json.ts';

const textOf = (line: string) =>
  prettyJson(line)
    ?.map(({ text }) => text)
    .join('');

describe('a line of JSON, opened', () => {
  it('is indented as everybody expects', () => {
    const value = { level: 'info', tags: ['a', 'b'], nested: { deep: true, none: null }, empty: {}, list: [] };
    expect(textOf(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
  });

  it('looks like JSON.stringify would, for any object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const json = JSON.stringify(value);
        expect(textOf(json)).toBe(JSON.stringify(JSON.parse(json), null, 2));
      }),
    );
  });

  it('keeps numbers and escapes as they were written', () => {
    expect(textOf('{"id":12345678901234567890,"e":1.50e+3,"s":"\\u00e9\\/"}')).toBe(
      '{\n  "id": 12345678901234567890,\n  "e": 1.50e+3,\n  "s": "\\u00e9\\/"\n}',
    );
  });

  it('tells keys, strings, numbers and words apart', () => {
    expect(prettyJson('{"a":"x: 1","b":-2,"c":true}')?.filter(({ kind }) => kind)).toEqual([
      { text: '"a"', kind: 'key' },
      { text: '"x: 1"', kind: 'string' },
      { text: '"b"', kind: 'key' },
      { text: '-2', kind: 'number' },
      { text: '"c"', kind: 'key' },
      { text: 'true', kind: 'word' },
    ]);
  });

  it.each(['', 'hello', '{not json}', '[1,', '"text"', '12', '{"a":1} trailing'])('is not made of “%s”', (line) => {
    expect(prettyJson(line)).toBeUndefined();
  });
});
