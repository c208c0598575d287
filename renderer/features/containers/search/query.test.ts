import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuery as parse, type Term, termText } from '../../../ui/search/query.ts';
import { containerSearch } from './containerSearch.ts';

const parseQuery = (text: string) => parse(text, containerSearch.keys);

const terms = (text: string) => parseQuery(text).terms;

test('words and fields are told apart', () => {
  expect(terms('web status:running')).toEqual([
    { type: 'word', text: 'web', isNegated: false },
    { type: 'field', key: 'status', values: ['running'], isNegated: false },
  ]);
});

test('quotes hold spaces, colons and commas together; a backslash takes a quote literally', () => {
  expect(terms('"my app"')).toEqual([{ type: 'word', text: 'my app', isNegated: false }]);
  expect(terms('name:"a, b"')).toEqual([{ type: 'field', key: 'name', values: ['a, b'], isNegated: false }]);
  expect(terms(String.raw`"say \"hi\""`)).toEqual([{ type: 'word', text: 'say "hi"', isNegated: false }]);
});

test('a minus negates, alone it is a word', () => {
  expect(terms('-web')).toEqual([{ type: 'word', text: 'web', isNegated: true }]);
  expect(terms('- web')[0]).toEqual({ type: 'word', text: '-', isNegated: false });
});

test('a key that is being typed filters nothing yet', () => {
  expect(parseQuery('status:')).toEqual({ terms: [], problems: [] });
  expect(parseQuery('label:""').terms).toEqual([]);
});

describe('what cannot be meant is said and left out', () => {
  test.each([
    ['status:runing', '“runing” is no status'],
    ['port:http', '“http” is no port'],
    ['exit:bad', '“bad” is no exit code'],
    ['name:"open', 'A quote is not closed.'],
  ])('%s', (text, message) => expect(parseQuery(text).problems[0]?.message).toContain(message));

  test('while the other alternatives still count', () => {
    expect(parseQuery('status:runing,exited').terms).toEqual([
      { type: 'field', key: 'status', values: ['exited'], isNegated: false },
    ]);
  });
});

test('other words are accepted for a key', () => {
  expect(terms('state:paused')).toEqual([{ type: 'field', key: 'status', values: ['paused'], isNegated: false }]);
  expect(terms('constructor:x')).toEqual([{ type: 'word', text: 'constructor:x', isNegated: false }]);
});

test('any text is understood somehow, and no term is empty', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const term of terms(text)) {
        const values = term.type === 'word' ? [term.text] : term.values;
        expect(values.every((value) => value !== '')).toBe(true);
      }
    }),
  );
});

test('a term that is written out reads back as itself', () => {
  const value = fc.string({ minLength: 1 });
  const field = (key: string, values: fc.Arbitrary<string>) =>
    fc.record({
      type: fc.constant('field' as const),
      key: fc.constant(key),
      values: fc.array(values, { minLength: 1, maxLength: 3 }),
      isNegated: fc.boolean(),
    });
  const term: fc.Arbitrary<Term> = fc.oneof(
    fc.record({ type: fc.constant('word' as const), text: value, isNegated: fc.boolean() }),
    field('name', value),
    field('label', value),
    field('status', fc.constantFrom('running', 'exited')),
    field('port', fc.integer({ min: 0, max: 65_535 }).map(String)),
  );
  fc.assert(
    fc.property(fc.array(term, { maxLength: 4 }), (list) => {
      expect(terms(list.map(termText).join(' '))).toEqual(list);
    }),
  );
});
