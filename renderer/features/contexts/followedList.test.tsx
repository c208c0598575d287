// @vitest-environment jsdom
import { configureStore } from '@reduxjs/toolkit';
import { render } from '@testing-library/react';
import { Provider } from 'react-redux';
import { expect, test } from 'vitest';
import type { Context } from '../../../contract/model/context.ts';
import { createLiveSlice } from '../../rpc/liveSlice.ts';
import { contextsSlice } from './contextsSlice.ts';
import { createFollowedList } from './followedList.ts';

const slice = createLiveSlice<{ readonly id: string }, 'things'>('things');
const { selectListContext } = slice.selectors;

function context(name: string, isSelected: boolean): Context {
  const socket = { source: 'cli', endpoint: `unix:///${name}.sock`, isLocal: true } as const;
  return { ...socket, name, isSelected, state: { type: 'unknown' } };
}

test('who goes to another engine, and back, has its list each time; what was asked about is left once', async () => {
  const store = configureStore({ reducer: { things: slice.reducer, contexts: contextsSlice.reducer } });
  const watched: string[] = [];
  const ended: string[] = [];
  let left = 0;
  const useThings = createFollowedList({
    selectListContext,
    actions: slice.actions,
    async *watch(name, signal) {
      watched.push(name);
      signal.addEventListener('abort', () => ended.push(name));
      yield { type: 'snapshot', items: [{ id: name }] };
    },
    left() {
      left += 1;
      return { type: 'left' };
    },
  });
  const Page = () => {
    useThings();
    return null;
  };
  const select = (name: string) =>
    store.dispatch(contextsSlice.actions.received(['one', 'two'].map((each) => context(each, each === name))));
  select('one');
  render(
    <Provider store={store}>
      <Page />
    </Provider>,
  );
  for (const name of ['two', 'one']) {
    select(name);
    expect(selectListContext(store.getState())).toBe(name);
  }
  await expect
    .poll(() => [watched, ended])
    .toEqual([
      ['one', 'two', 'one'],
      ['one', 'two'],
    ]);
  expect(left).toBe(2);
});
