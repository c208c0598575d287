import { describe, expect, test } from 'vitest';
import { problemsOf } from '../problems/problemsOf.ts';
import { fitting, ignoreFileFor, sortByFolder } from './template.ts';
import { TEMPLATES } from './templates.ts';

describe.each(TEMPLATES.map((template) => [template.title, template] as const))('the template %s', (_, template) => {
  test('is a Dockerfile in which nothing is found', () => {
    const found = problemsOf(template.dockerfile, { hasIgnoreFile: true });
    expect(found.map(({ ruleId, range }) => `${range.start.line + 1} ${ruleId}`)).toEqual([]);
    expect(template.dockerfile).toMatch(/\n$/);
  });
});

test('those that fit a folder come first', () => {
  const [first, second] = sortByFolder(TEMPLATES, ['go.mod', 'package.json', 'src/']);
  expect([first?.id, second?.id]).toEqual(['node', 'go']);
  expect(sortByFolder(TEMPLATES, []).length).toBe(TEMPLATES.length);
});

test('a proposed .dockerignore leaves out what is never to be sent, and what the folder’s tools make', () => {
  const text = ignoreFileFor(fitting(TEMPLATES, ['package.json']));
  expect(text.split('\n')).toEqual(expect.arrayContaining(['.git', '*.tmp', '.env', 'node_modules']));
  expect(ignoreFileFor([])).not.toContain('node_modules');
});
