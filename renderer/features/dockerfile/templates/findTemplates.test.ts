import { expect, test } from 'vitest';
import { findTemplates } from './findTemplates.ts';

test.each([
  ['PYTHON', ['python']],
  ['nginx', ['nginx']],
  ['mongo server', ['mongodb']],
  ['golang', ['go']],
  ['npm', []],
  ['mkdir', []],
  ['  ', []],
])('“%s” finds %j', (text, ids) => {
  expect(findTemplates(text).map(({ id }) => id)).toEqual(ids);
});
