import { expect, test } from 'vitest';
import { TemplateManifest } from '../../../../contract/model/template.ts';
import { findTemplates } from './findTemplates.ts';

const template = (title: string, description: string, keywords: readonly string[] = []) => ({
  ...TemplateManifest.parse({ title, description, keywords: [...keywords] }),
  id: title,
});
const ALL = [
  template('Blog', 'Writes, with a redis cache'),
  template('Redis', 'A store'),
  template('Queue', 'Messages', ['amqp']),
];

test('every word is looked for in title, description and keywords, and a title comes first', () => {
  const found = (text: string) => findTemplates(ALL, text).map(({ title }) => title);
  expect(found('redis')).toEqual(['Redis', 'Blog']);
  expect(found('AMQP mess')).toEqual(['Queue']);
  expect(found('redis amqp')).toEqual([]);
  expect(found('')).toHaveLength(3);
});
