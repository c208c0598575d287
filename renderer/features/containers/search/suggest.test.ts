import fc from 'fast-check';
import { expect, test } from 'vitest';
import { summary } from '../testing/summaries.ts';
import { suggest } from '../../../ui/search/suggest.ts';
import { containerSearch } from './containerSearch.ts';

const containers = [
  summary({ image: 'redis:7', stack: { project: 'shop' }, labels: { 'my key': 'x' } }),
  summary({ image: 'redis:7' }),
  summary({ image: 'nginx' }),
];
const labels = (text: string, caret = text.length) =>
  suggest(text, caret, containerSearch, containers).map(({ label }) => label);
const first = (text: string, caret = text.length) => suggest(text, caret, containerSearch, containers)[0];

test('an empty search offers all keys, a beginning those that go on so', () => {
  expect(labels('')).toContain('status:');
  expect(labels('n')).toEqual(['name:', 'network:']);
  expect(labels('web n')).toEqual(['name:', 'network:']);
});

test('after a key its values are offered, the most frequent first, and put in whole', () => {
  expect(labels('image:')).toEqual(['redis:7', 'nginx']);
  expect(first('web image:re')).toMatchObject({ text: 'web image:"redis:7" ', detail: '2' });
  expect(first('-status:ex')).toMatchObject({ text: '-status:exited ' });
  expect(first('status:running,pa')).toMatchObject({ text: 'status:running,paused ' });
  expect(first('label:my')).toMatchObject({ text: 'label:"my key" ' });
});

test('only the word at the caret is replaced', () => {
  expect(first('st web', 2)).toMatchObject({ text: 'status: web', caret: 7 });
});

test('nothing is offered for a key that does not exist', () => {
  expect(labels('redis:7')).toEqual([]);
});

test('the caret is always within the text that is offered', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(40), (text, at) => {
      for (const { text: next, caret } of suggest(text, Math.min(at, text.length), containerSearch, containers)) {
        expect(caret).toBeLessThanOrEqual(next.length);
      }
    }),
  );
});
