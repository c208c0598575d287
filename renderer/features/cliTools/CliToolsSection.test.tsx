// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { contract } from '../../../contract/index.ts';
import { AppFailure } from '../../../contract/errors.ts';
import type { CliToolsStatus } from '../../../contract/model/cliTools.ts';
import { memoryPipe } from '../../../contract/rpc/memory.ts';
import { serve } from '../../../contract/rpc/serve.ts';
import { connectOver } from '../../rpc/index.ts';
import { prepareTestPage } from '../../ui/testing/page.ts';
import { renderUi } from '../../ui/testing/renderUi.tsx';
import { CliToolsSection } from './CliToolsSection.tsx';

prepareTestPage();
const ending: (() => void)[] = [];
afterEach(() => ending.splice(0).forEach((end) => end()));

const link = (state: 'absent' | 'ours' | 'other') => ({ name: 'docker', path: '/home/me/.local/bin/docker', state });
const ABSENT: CliToolsStatus = { binDir: '/home/me/.local/bin', isOnPath: false, links: [link('absent')] };

function serveTools(first: CliToolsStatus, failure?: AppFailure) {
  let status = first;
  const become = async (state: 'absent' | 'ours') => {
    if (failure) throw failure;
    return (status = { ...status, links: [link(state)] });
  };
  const cliTools = { status: async () => status, install: () => become('ours'), remove: () => become('absent') };
  connectOver(() => {
    const [clientEnd, serverEnd, close] = memoryPipe();
    ending.push(close);
    serve(contract, { cliTools } as unknown as Parameters<typeof serve<typeof contract>>[1], serverEnd);
    return clientEnd;
  });
  renderUi(<CliToolsSection />);
}

test('tools are linked on request, with what to add to the PATH, and the links are removed again', async () => {
  serveTools(ABSENT);
  await userEvent.click(await screen.findByRole('button', { name: 'Link them' }));
  const files = await screen.findByRole('list', { name: 'Files of the command line tools' });
  expect(await within(files).findByText('by Gantry')).toBeTruthy();
  expect(screen.getByText(/Your shell does not look in/)).toBeTruthy();
  expect(screen.getByText('export PATH="/home/me/.local/bin:$PATH"')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Remove links' }));
  expect(await screen.findByRole('button', { name: 'Link them' })).toBeTruthy();
});

test('somebody else’s docker is named and left alone; where there are no tools the button says why', async () => {
  serveTools({ ...ABSENT, otherDocker: '/usr/bin/docker', links: [link('other')] });
  expect(await screen.findByText(/Your shell finds \/usr\/bin\/docker first/)).toBeTruthy();
  expect(screen.getByText('somebody else’s: left alone')).toBeTruthy();
});

test('what cannot be linked says why', async () => {
  const hint = 'Make the folder writable.';
  serveTools(ABSENT, new AppFailure({ code: 'permission-denied', message: 'It is not writable.', hint }));
  await userEvent.click(await screen.findByRole('button', { name: 'Link them' }));
  expect((await screen.findByRole('alert')).textContent).toContain('It is not writable.');
});

test('without tools there is nothing to link', async () => {
  serveTools({ ...ABSENT, unavailable: 'They come with the engine.' });
  expect(await screen.findByText('They come with the engine.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Link them' }).hasAttribute('disabled')).toBe(true);
});
