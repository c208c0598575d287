import { expect, test } from 'vitest';
import { fieldValue, listOf, pairsOf, readConfig, typedOf, withField } from './configText.ts';
import { fields } from './fields.ts';
import { configProblems } from './problems.ts';

test('a field changes its own place and nothing else, and what is emptied goes', () => {
  const text = '{"oops": 1, "proxies": {"no-proxy": "localhost"}, "dns": ["9.9.9.9"]}';
  const more = withField(text, ['proxies', 'http-proxy'], 'http://proxy:80');
  expect(JSON.parse(more)).toEqual({
    oops: 1,
    proxies: { 'no-proxy': 'localhost', 'http-proxy': 'http://proxy:80' },
    dns: ['9.9.9.9'],
  });
  const less = withField(withField(more, ['proxies', 'http-proxy'], undefined), ['proxies', 'no-proxy'], undefined);
  expect(JSON.parse(less)).toEqual({ oops: 1, dns: ['9.9.9.9'] });
  expect(JSON.parse(withField('', ['debug'], true))).toEqual({ debug: true });
});

test('every field of the form is one that the schema knows, with the kind that it writes', () => {
  const sample = { flag: true, text: '1', whole: 68, list: ['a'], pairs: { a: 'b' } };
  for (const field of fields()) {
    const value = field.kind === 'choice' ? field.choices[0] : sample[field.kind];
    const text = withField('{}', field.path, value);
    expect({ path: field.path, problems: configProblems(text) }).toEqual({ path: field.path, problems: [] });
    expect(fieldValue(readConfig(text) ?? {}, field.path)).toEqual(value);
  }
});

test('lines are read as they are typed', () => {
  expect(listOf(' a \n\n b')).toEqual(['a', 'b']);
  expect(listOf('\n')).toBeUndefined();
  expect(pairsOf('max-size=10m\ntag={{.Name}}=x')).toEqual({ 'max-size': '10m', tag: '{{.Name}}=x' });
  expect(pairsOf('max-size')).toEqual({ wrong: 'max-size' });
  expect(typedOf(['a', 'b'], 'list')).toBe('a\nb');
  expect(typedOf({ a: '1' }, 'pairs')).toBe('a=1');
  expect(typedOf({ odd: true }, 'list')).toBe('{"odd":true}');
});

test('problems stand where they are: a key of Gantry’s and a wrong kind stop, an unknown key only warns', () => {
  const text = '{\n  "mtu": "large",\n  "hosts": [],\n  "hologram": 1\n}';
  const problems = configProblems(text);
  expect(problems.map(({ key, isError }) => [key, isError])).toEqual(
    expect.arrayContaining([
      ['mtu', true],
      ['hosts', true],
      ['hologram', false],
    ]),
  );
  for (const { key, from, to } of problems) expect(text.slice(from, to)).toBe(`"${key}"`);
  expect(configProblems('{ oops')).toMatchObject([{ isError: true }]);
  expect(configProblems('')).toEqual([]);
});
