// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { contract } from '../../contract/index.ts';
import { memoryPipe } from '../../contract/rpc/memory.ts';
import { serve } from '../../contract/rpc/serve.ts';
import { client, clientFor, connectOver, useConnectionState } from './index.ts';

afterEach(cleanup);

const main = { app: { info: async () => ({ version: '1' }) } } as unknown as Parameters<
  typeof serve<typeof contract>
>[1];

function openPipe() {
  const [clientEnd, serverEnd, close] = memoryPipe();
  serve(contract, main, serverEnd);
  return { clientEnd, close };
}

function State() {
  return <p>{useConnectionState().type}</p>;
}

test('without a token nothing is tried, and asking fails at once', async () => {
  render(<State />);
  expect(screen.getByText('refused')).toBeDefined();
  await expect(client.app.info({})).rejects.toMatchObject({ error: { code: 'disconnected' } });
});

test('components see the connection open, go and come back', async () => {
  vi.useFakeTimers();
  try {
    const closers: (() => void)[] = [];
    render(<State />);
    await act(async () => {
      connectOver(() => {
        const { clientEnd, close } = openPipe();
        closers.push(close);
        return clientEnd;
      });
      await vi.advanceTimersByTimeAsync(0);
    });
    expect(screen.getByText('open')).toBeDefined();
    expect(await client.app.info({})).toEqual({ version: '1' });
    await act(async () => {
      closers[0]?.();
      await vi.advanceTimersByTimeAsync(0);
    });
    expect(screen.getByText('lost')).toBeDefined();
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(screen.getByText('open')).toBeDefined();
    expect(closers).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});

test('a client of its own speaks over the transport that it is given', async () => {
  expect(await clientFor(openPipe().clientEnd).app.info({})).toEqual({ version: '1' });
});
