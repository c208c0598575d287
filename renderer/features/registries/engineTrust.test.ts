import { expect, test } from 'vitest';
import { withNames } from './engineTrust.ts';

const KEY = 'insecure-registries';

test('a name is added to what is there', () => {
  expect(JSON.parse(withNames('{"debug": true, "insecure-registries": ["a:1"]}', KEY, ['b:2'])!)).toEqual({
    debug: true,
    'insecure-registries': ['a:1', 'b:2'],
  });
  expect(JSON.parse(withNames('', KEY, ['b:2'])!)).toEqual({ 'insecure-registries': ['b:2'] });
});

test('what is there already, or cannot be understood, is not changed', () => {
  expect(withNames('{"insecure-registries": ["a:1"]}', KEY, ['a:1'])).toBeUndefined();
  for (const text of ['{', '[]', '"x"', '{"insecure-registries": "a"}']) {
    expect(withNames(text, KEY, ['b'])).toBeUndefined();
  }
});
