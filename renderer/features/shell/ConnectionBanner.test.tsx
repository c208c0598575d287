// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { contract } from '../../../contract/index.ts';
import { memoryPipe } from '../../../contract/rpc/memory.ts';
import { serve } from '../../../contract/rpc/serve.ts';
import { connectOver } from '../../rpc/index.ts';
import { prepareTestPage } from '../../ui/testing/page.ts';
import { renderUi } from '../../ui/testing/renderUi.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';

prepareTestPage();

test('a lost connection is said over the page while it is being opened again, and no longer', async () => {
  let isUp = true;
  let cut = () => {};
  connectOver(() => {
    const [client, server, close] = memoryPipe();
    cut = close;
    serve(contract, {} as Parameters<typeof serve<typeof contract>>[1], server);
    if (!isUp) close();
    return client;
  });
  renderUi(<ConnectionBanner />);
  expect(screen.queryByRole('alert')).toBeNull();

  isUp = false;
  act(() => cut());
  expect((await screen.findByRole('alert', undefined, { timeout: 3000 })).textContent).toContain(
    'Connection to Gantry lost, reconnecting',
  );
  isUp = true;
  act(() => screen.getByRole('button', { name: 'Try now' }).click());
  await expect.poll(() => screen.queryByRole('alert')).toBeNull();
});
