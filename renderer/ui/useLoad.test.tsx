// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useLoad } from './useLoad.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function begin(load: (signal: AbortSignal, key: string) => Promise<string>, settleMs = 0) {
  const useKey = ({ key }: { readonly key: string }) => useLoad(key, (signal) => load(signal, key), settleMs);
  return renderHook(useKey, { initialProps: { key: 'a' } });
}
const settled = () => act(async () => {});

test('what came for one key is not shown for another that fails', async () => {
  const { result, rerender } = begin(async (_, key) => {
    if (key === 'b') throw new Error('no b');
    return key;
  });
  await settled();
  expect(result.current).toMatchObject({ value: 'a', isLoading: false });
  rerender({ key: 'b' });
  expect(result.current).toMatchObject({ value: undefined, isLoading: true });
  await settled();
  expect(result.current).toMatchObject({ value: undefined, error: { code: 'unexpected' }, isLoading: false });
});

test('what came stays while it is loaded again, also where that fails', async () => {
  let turn = 0;
  const { result } = begin(async () => {
    turn += 1;
    if (turn === 2) throw new Error('not now');
    return `turn ${turn}`;
  });
  await settled();
  act(() => result.current.reload());
  expect(result.current).toMatchObject({ value: 'turn 1', isLoading: true });
  await settled();
  expect(result.current).toMatchObject({ value: 'turn 1', error: { code: 'unexpected' }, isLoading: false });
});

test('a key is asked for when it has stood still; what is not wanted any more is cancelled', async () => {
  vi.useFakeTimers();
  const asked: string[] = [];
  const signals: AbortSignal[] = [];
  const { rerender, unmount, result } = begin(async (signal, key) => {
    asked.push(key);
    signals.push(signal);
    return key;
  }, 100);
  await act(() => vi.advanceTimersByTimeAsync(60));
  rerender({ key: 'ab' });
  await act(() => vi.advanceTimersByTimeAsync(60));
  expect(asked).toEqual([]);
  await act(() => vi.advanceTimersByTimeAsync(60));
  expect(asked).toEqual(['ab']);
  expect(result.current.value).toBe('ab');
  rerender({ key: '' });
  expect(result.current).toMatchObject({ value: undefined, isLoading: false });
  unmount();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});
