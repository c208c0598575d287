import { expect, test } from 'vitest';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { summary } from '../testing/summaries.ts';
import { compareText } from '../../../ui/compareText.ts';
import { type ListItem, listItems } from '../../../ui/list/listItems.ts';
import { byStack, isRunning } from './listItems.ts';

const web2 = summary({ name: 'web-2', stack: { project: 'shop' } });
const web10 = summary({ name: 'web-10', stack: { project: 'shop' }, state: 'exited' });
const api = summary({ name: 'api', stack: { project: 'blog' }, state: 'exited' });
const lone = summary({ name: 'lone' });
const all = [lone, web10, api, web2];

const byName = (a: { name: string }, b: { name: string }) => compareText(a.name, b.name);
const shape = { compare: byName, grouping: byStack, collapsed: new Set<string>() };
const names = (items: readonly ListItem<ContainerSummary>[]) =>
  items.map((item) => (item.isGroup ? `[${item.group.key}]` : item.row.name));

test('stacks come in the order of their names, containers without one last, each group sorted', () => {
  const { items, count } = listItems(all, shape);
  expect(names(items)).toEqual(['[blog]', 'api', '[shop]', 'web-2', 'web-10', '[]', 'lone']);
  expect(count).toBe(4);
});

test('a flat list has no headings, and neither has one without stacks', () => {
  expect(names(listItems(all, { ...shape, grouping: undefined }).items)).toEqual(['api', 'lone', 'web-2', 'web-10']);
  expect(names(listItems([lone], shape).items)).toEqual(['lone']);
  expect(listItems([], shape).items).toEqual([]);
});

test('a closed group keeps its containers and still counts them', () => {
  const { items, count } = listItems(all, { ...shape, collapsed: new Set(['shop']) });
  expect(names(items)).toEqual(['[blog]', 'api', '[shop]', '[]', 'lone']);
  expect(items[2]).toMatchObject({ group: { rows: [web2, web10], isOpen: false } });
  expect(count).toBe(4);
});

test('a search opens closed groups', () => {
  const { items } = listItems(all, {
    ...shape,
    collapsed: new Set(['shop']),
    matches: ({ name }) => name.startsWith('web'),
  });
  expect(names(items)).toEqual(['[shop]', 'web-2', 'web-10']);
});

test('running leaves out what has no processes, a paused one has', () => {
  const paused = summary({ name: 'paused', state: 'paused' });
  const { items } = listItems([...all, paused], { ...shape, isInScope: isRunning, grouping: undefined });
  expect(names(items)).toEqual(['lone', 'paused', 'web-2']);
});

test('the list that was given stays as it is', () => {
  const given = [...all];
  listItems(given, shape);
  expect(given).toEqual(all);
});
