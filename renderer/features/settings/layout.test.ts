// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { contract } from '../../../contract/index.ts';
import type { SettingsPatch } from '../../../contract/model/settings.ts';
import { memoryPipe } from '../../../contract/rpc/memory.ts';
import { serve } from '../../../contract/rpc/serve.ts';
import { connectOver } from '../../rpc/index.ts';
import { layoutStore, receiveLayout } from './layout.ts';
import { readMirror } from './mirror.ts';

const saved: SettingsPatch[] = [];
let answer: () => void = () => {};
const handlers = {
  app: {
    updateSettings: async (patch: SettingsPatch) => {
      saved.push(patch);
      await new Promise<void>((resolve) => (answer = resolve));
    },
  },
} as unknown as Parameters<typeof serve<typeof contract>>[1];

connectOver(() => {
  const [clientEnd, serverEnd] = memoryPipe();
  serve(contract, handlers, serverEnd);
  return clientEnd;
});

test('what is remembered is there at once, is saved in one go, and is not undone by what main still believes', async () => {
  const listener = vi.fn<() => void>();
  layoutStore.subscribe(listener);
  layoutStore.write('detail', 500);
  layoutStore.write('detail', 620);
  layoutStore.write('columns', ['name']);
  expect(layoutStore.read('detail')).toBe(620);
  expect(listener).toHaveBeenCalledTimes(3);

  await expect.poll(() => saved, { timeout: 3000 }).toEqual([{ layout: { detail: 620, columns: ['name'] } }]);
  receiveLayout({ detail: 400 }); // sent before ours arrived
  expect(layoutStore.read('detail')).toBe(620);

  answer();
  receiveLayout({ detail: 620, columns: ['name'] });
  await expect
    .poll(() => {
      receiveLayout({ detail: 700, columns: ['name'] }); // another window
      return layoutStore.read('detail');
    })
    .toBe(700);
});

test('a value that comes again unchanged stays the same object, so that nothing renders', () => {
  receiveLayout({ columns: ['name', 'image'], detail: 1 });
  const before = layoutStore.read('columns');
  receiveLayout({ columns: ['name', 'image'], detail: 2 });
  expect(layoutStore.read('columns')).toBe(before);
});

test('the browser keeps a copy for the first picture, and survives one that is broken', () => {
  receiveLayout({ detail: 333 });
  expect(readMirror().layout).toEqual({ detail: 333 });
  localStorage.setItem('gantry.mirror', '{"theme":');
  expect(readMirror()).toEqual({ theme: 'system', layout: {} });
});
