// @vitest-environment jsdom
import { configureStore } from '@reduxjs/toolkit';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Provider } from 'react-redux';
import { afterEach, expect, test } from 'vitest';
import { AppFailure } from '../../../../contract/errors.ts';
import { contract } from '../../../../contract/index.ts';
import type { SignInStep } from '../../../../contract/model/registry.ts';
import { memoryPipe } from '../../../../contract/rpc/memory.ts';
import { serve } from '../../../../contract/rpc/serve.ts';
import { connectOver } from '../../../rpc/index.ts';
import { prepareTestPage } from '../../../ui/testing/page.ts';
import { renderUi } from '../../../ui/testing/renderUi.tsx';
import { contextsSlice } from '../../contexts/index.ts';
import { CodeSignIn } from './CodeSignIn.tsx';

prepareTestPage();

const ending: (() => void)[] = [];
afterEach(() => ending.splice(0).forEach((end) => end()));

const CODE: SignInStep = {
  type: 'code',
  userCode: 'ABCD-EFGH',
  url: 'https://login.docker.com/activate?user_code=ABCD-EFGH',
  expiresAt: Date.now() + 900_000,
};

/** Main, as far as this goes: gives a code, and then what the person did in the browser. */
function show() {
  const turns: { end: (how: SignInStep | AppFailure) => void; isGivenUp: () => boolean }[] = [];
  const registries = {
    async *signInWithCode(_: unknown, signal: AbortSignal): AsyncGenerator<SignInStep> {
      let end: (how: SignInStep | AppFailure) => void = () => {};
      const ended = new Promise<SignInStep | AppFailure>((resolve) => (end = resolve));
      turns.push({ end, isGivenUp: () => signal.aborted });
      yield CODE;
      const how = await ended;
      if (how instanceof AppFailure) throw how;
      yield how;
    },
  };
  connectOver(() => {
    const [client, server, close] = memoryPipe();
    ending.push(close);
    serve({ registries: contract.registries }, { registries } as never, server);
    return client;
  });
  const done: string[] = [];
  const store = configureStore({ reducer: { [contextsSlice.name]: contextsSlice.reducer } });
  const { unmount } = renderUi(
    <Provider store={store}>
      <CodeSignIn context="default" onDone={(username) => done.push(username)} onBack={() => {}} />
    </Provider>,
  );
  return { turns, done, unmount };
}

test('the code is shown with the place to confirm it, and whoever confirms it is signed in', async () => {
  const { turns, done } = show();
  expect(await screen.findByText('ABCD-EFGH')).toBeTruthy();
  const link = screen.getByRole<HTMLAnchorElement>('link');
  expect(link.href).toBe('https://login.docker.com/activate?user_code=ABCD-EFGH');
  expect(link.textContent).toBe('https://login.docker.com/activate');
  expect(screen.getByText(/Waiting for you to confirm it/).tagName).toBe('OUTPUT');
  turns[0]!.end({ type: 'done', username: 'moby', place: { kind: 'file' } });
  await expect.poll(() => done).toEqual(['moby']);
});

test('what was refused is said, and can be tried again with a new code', async () => {
  const { turns } = show();
  await screen.findByText('ABCD-EFGH');
  turns[0]!.end(
    new AppFailure({ code: 'registry-auth', registry: 'docker.io', message: 'It was refused.', hint: 'Try again.' }),
  );
  expect((await screen.findByRole('alert')).textContent).toContain('It was refused.');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await expect.poll(() => turns.length).toBe(2);
  expect(await screen.findByText('ABCD-EFGH')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('whoever closes it gives up', async () => {
  const { turns, unmount } = show();
  await screen.findByText('ABCD-EFGH');
  unmount();
  await expect.poll(() => turns[0]!.isGivenUp()).toBe(true);
});
