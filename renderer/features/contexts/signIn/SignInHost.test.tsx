// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { contract } from '../../../../contract/index.ts';
import type { SignInQuestion } from '../../../../contract/model/signIn.ts';
import { memoryPipe } from '../../../../contract/rpc/memory.ts';
import { serve } from '../../../../contract/rpc/serve.ts';
import { connectOver } from '../../../rpc/index.ts';
import { prepareTestPage } from '../../../ui/testing/page.ts';
import { renderUi } from '../../../ui/testing/renderUi.tsx';
import { SignInHost } from './SignInHost.tsx';

prepareTestPage();

const ending: (() => void)[] = [];
afterEach(() => ending.splice(0).forEach((end) => end()));

const HOST_KEY: SignInQuestion = {
  id: '1',
  context: 'lab',
  type: 'host-key',
  host: 'lab',
  port: 2222,
  keyType: 'ssh-ed25519',
  fingerprint: 'SHA256:abc',
  otherTypes: ['ssh-rsa'],
  hasAuthority: false,
};
const PASSPHRASE: SignInQuestion = { id: '2', context: 'lab', type: 'passphrase', keyFile: '/k', isRetry: true };

/** Main, as far as this goes: asks one after the other. */
function show(...questions: SignInQuestion[]) {
  let left: readonly SignInQuestion[] = questions;
  let changed = () => {};
  const answers: unknown[] = [];
  const contexts = {
    async *questions(_: unknown, signal: AbortSignal) {
      while (!signal.aborted) {
        yield left;
        await new Promise<void>((resolve) => {
          changed = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
    },
    async answer(given: { id: string }) {
      answers.push(given);
      left = left.filter(({ id }) => id !== given.id);
      changed();
    },
  };
  connectOver(() => {
    const [client, server, close] = memoryPipe();
    ending.push(close);
    serve({ contexts: contract.contexts }, { contexts } as never, server);
    return client;
  });
  renderUi(<SignInHost />);
  return answers;
}

test('a machine is trusted by a deliberate press, and the next question follows', async () => {
  const answers = show(HOST_KEY, PASSPHRASE);
  const dialog = await screen.findByRole('dialog', { name: 'Is this lab?' });
  expect(dialog.textContent).toContain('SHA256:abc');
  expect(dialog.textContent).toContain('another kind of key (ssh-rsa)');
  await userEvent.click(screen.getByRole('button', { name: 'Trust and connect' }));
  await screen.findByRole('dialog', { name: 'Passphrase of your key' });
  expect(screen.getByText('That does not open the key.')).toBeTruthy();
  await userEvent.type(screen.getByLabelText('Passphrase'), 'open sesame{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(answers).toEqual([
    { id: '1', answer: { type: 'trust' } },
    { id: '2', answer: { type: 'text', text: 'open sesame' } },
  ]);
});

test('Escape is no trust', async () => {
  const answers = show(HOST_KEY);
  await screen.findByRole('dialog');
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(answers).toEqual([{ id: '1', answer: { type: 'cancel' } }]));
});
