import { describe, expect, it } from 'vitest';
import { type Choosable, chosenOf, groupsOf, MOST_CONTAINERS } from './choice.ts';

const container = (name: string, project?: string): Choosable => ({
  id: name,
  name,
  state: 'running',
  ...(project && { stack: { project } }),
});
const all = [container('web-10', 'shop'), container('web-2', 'shop'), container('lone'), container('db', 'blog')];
const shown = (words: string) =>
  groupsOf(all, words).map(({ stack, containers }) => [stack, ...containers.map(({ name }) => name)]);

describe('the choice of containers', () => {
  it('is by stack, with those without one last', () => {
    expect(shown('')).toEqual([
      ['blog', 'db'],
      ['shop', 'web-2', 'web-10'],
      [undefined, 'lone'],
    ]);
  });

  it('is found by name or stack', () => {
    expect(shown('SHOP')).toEqual([['shop', 'web-2', 'web-10']]);
    expect(shown('lo')).toEqual([
      ['blog', 'db'],
      [undefined, 'lone'],
    ]);
    expect(shown('nothing')).toEqual([]);
  });

  it('is remembered by name, and leaves out what is gone', () => {
    expect(chosenOf(all, ['web-2', 'gone', 'db']).map(({ name }) => name)).toEqual(['db', 'web-2']);
  });

  it('is not larger than one question may be', () => {
    const many = Array.from({ length: 300 }, (_, index) => container(`c${index}`));
    const names = many.map(({ name }) => name);
    expect(chosenOf(many, names)).toHaveLength(MOST_CONTAINERS);
  });
});
