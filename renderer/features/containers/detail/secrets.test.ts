import { expect, test } from 'vitest';
import { isSecret, splitEnv } from './secrets.ts';

test('names that usually hold secrets are masked', () => {
  for (const name of ['POSTGRES_PASSWORD', 'API_KEY', 'apiKey', 'GITHUB_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'MYSQL_PWD']) {
    expect(isSecret(name, 'x')).toBe(true);
  }
  for (const name of ['PATH', 'LANG', 'KEYBOARD', 'HOSTNAME']) expect(isSecret(name, 'x')).toBe(false);
});

test('a password within an address is masked, an address without one is not', () => {
  expect(isSecret('DATABASE_URL', 'postgres://user:pw@db/app')).toBe(true);
  expect(isSecret('DATABASE_URL', 'postgres://db/app')).toBe(false);
});

test('an empty value has nothing to hide', () => {
  expect(isSecret('PASSWORD', '')).toBe(false);
});

test('only the first equals sign divides', () => {
  expect(splitEnv('A=b=c')).toEqual({ name: 'A', value: 'b=c' });
  expect(splitEnv('EMPTY')).toEqual({ name: 'EMPTY', value: '' });
});
