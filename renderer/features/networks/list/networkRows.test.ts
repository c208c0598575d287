import { expect, test } from 'vitest';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { summary } from '../testing/networkSummaries.ts';
import { createRowMaker, isUnused, whyKept } from './networkRows.ts';

const web = (state: ContainerSummary['state'] = 'running') =>
  ({
    id: 'w',
    name: 'web',
    state,
    networks: [{ name: 'shop', networkId: 'n1' }, { name: 'late' }],
  }) as unknown as ContainerSummary;

test('a network has the containers that are on it, by id or by name', () => {
  const networks = [
    summary({ id: 'n1', name: 'shop' }),
    summary({ id: 'n2', name: 'late' }),
    summary({ id: 'n3', name: 'free' }),
  ];
  const rows = createRowMaker()(networks, [web()]);
  expect(rows.map(({ users }) => users.map(({ name }) => name))).toEqual([['web'], ['web'], []]);
  expect(rows.map(isUnused)).toEqual([false, false, true]);
});

test('one that has not run yet stands beside those that have', () => {
  const early = {
    id: 'e',
    name: 'early',
    state: 'created',
    networks: [{ name: 'shop' }],
  } as unknown as ContainerSummary;
  const [row] = createRowMaker()([summary({ id: 'n1', name: 'shop' })], [web(), early]);
  expect(row?.users.map(({ name }) => name)).toEqual(['web', 'early']);
});

test('a row stays the same object until it changes', () => {
  const networks = [summary({ id: 'n1', name: 'shop' }), summary({ id: 'n3', name: 'free' })];
  const make = createRowMaker();
  const [shop, free] = make(networks, [web()]);
  expect(make(networks, [web()])).toEqual([shop, free]);
  const [changed, same] = make(networks, [web('exited')]);
  expect(changed).not.toBe(shop);
  expect(same).toBe(free);
});

test('the engine’s own cannot be removed, and it is said why', () => {
  const [host] = createRowMaker()([summary({ name: 'host', driver: 'host' })], []);
  expect(whyKept(host!)).toContain('every engine has it');
});
