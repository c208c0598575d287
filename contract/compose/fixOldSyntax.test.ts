import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { fixOldSyntax } from './fixOldSyntax.ts';

const fixed = (text: string, kind: Parameters<typeof fixOldSyntax>[1]) => {
  const outcome = fixOldSyntax(text, kind);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.text;
};

test('the line of the version goes, and nothing else', () => {
  expect(fixed('# mine\nversion: "3.8"   # old\nservices:\n  a:   {image: x} # kept\n', 'version')).toBe(
    '# mine\nservices:\n  a:   {image: x} # kept\n',
  );
});

test('links become an order and aliases, in files that have an order already too', () => {
  const text = fixed(
    [
      'services:',
      '  a:',
      '    image: x',
      '    links: [b, "c:cache"] # both',
      '  b:',
      '    image: x',
      '    links: ["c:cache"]',
      '    depends_on:',
      '      - c',
      '  c:',
      '    image: x # kept',
      '',
    ].join('\n'),
    'links',
  );
  expect(parse(text)).toEqual({
    services: {
      a: { image: 'x', depends_on: ['b', 'c'] },
      b: { image: 'x', depends_on: ['c'] },
      c: { image: 'x', networks: { default: { aliases: ['cache'] } } },
    },
  });
  expect(text).toContain('image: x # kept');
});

test('an order with conditions keeps them', () => {
  const text = fixed(
    'services:\n  a:\n    image: x\n    links: [b, c]\n    depends_on:\n      b:\n        condition: service_healthy\n  b:\n    image: x\n  c:\n    image: x\n',
    'links',
  );
  expect(parse(text)).toMatchObject({
    services: { a: { depends_on: { b: { condition: 'service_healthy' }, c: { condition: 'service_started' } } } },
  });
});

test('what a person has to decide is told', () => {
  const text = 'services:\n  a:\n    image: x\n    links: ["b:other"]\n  b:\n    image: x\n    networks: [front]\n';
  expect(fixOldSyntax(text, 'links')).toMatchObject({
    ok: false,
    message: expect.stringContaining('“b” has networks'),
  });
});
