// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { AppFailure } from '../../../contract/errors.ts';
import { contract } from '../../../contract/index.ts';
import { memoryPipe } from '../../../contract/rpc/memory.ts';
import { serve } from '../../../contract/rpc/serve.ts';
import { connectOver } from '../../rpc/index.ts';
import { prepareTestPage } from '../../ui/testing/page.ts';
import { renderUi } from '../../ui/testing/renderUi.tsx';
import { GuestVersion } from './GuestVersion.tsx';

prepareTestPage();
const ending: (() => void)[] = [];
afterEach(() => ending.splice(0).forEach((end) => end()));

function serveEngine(chooseGuest: (guest: string) => void) {
  const engine = { chooseGuest: async ({ guest }: { guest: string }) => chooseGuest(guest) };
  connectOver(() => {
    const [clientEnd, serverEnd, close] = memoryPipe();
    serve(contract, { engine } as unknown as Parameters<typeof serve<typeof contract>>[1], serverEnd);
    ending.push(close);
    return clientEnd;
  });
}

test('the way back is offered, and what it does to containers and data is said before it is gone', async () => {
  const asked: string[] = [];
  serveEngine((guest) => asked.push(guest));
  const guest = { version: '29-b', runs: '29-b', previous: '28-a' };
  renderUi(<GuestVersion isRunning guest={guest} onChosen={() => asked.push('looked again')} />);
  await userEvent.click(screen.getByRole('button', { name: 'Go back to version 28-a…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Go back to version 28-a?' });
  expect(dialog.textContent).toContain('Its running containers stop meanwhile.');
  expect(dialog.textContent).toContain('Containers, images and volumes stay as they are.');
  expect(asked).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Go back' }));
  await waitFor(() => expect(asked).toEqual(['previous', 'looked again']));
});

test('one that is passed over says why, and can be tried again; a refusal is shown where it was asked', async () => {
  serveEngine(() => {
    throw new AppFailure({ code: 'not-found', message: 'None is kept.', hint: 'Reset the VM.' });
  });
  const guest = { version: '29-b', runs: '28-a', previous: '28-a', passedOver: 'It panicked.' };
  renderUi(<GuestVersion guest={guest} isRunning={false} onChosen={() => {}} />);
  expect(screen.getByText('Version 29-b is passed over: It panicked.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Go back/ })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Try version 29-b again…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Try version 29-b again?' });
  expect(dialog.textContent).toContain('It is used from the next start on.');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Try it' }));
  expect(await within(dialog).findByText(/None is kept/)).toBeTruthy();
});

test('where there is nothing to go back to nothing is offered', () => {
  serveEngine(() => {});
  renderUi(<GuestVersion guest={{ version: '29-b' }} isRunning={false} onChosen={() => {}} />);
  expect(screen.getByText('29-b')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});
