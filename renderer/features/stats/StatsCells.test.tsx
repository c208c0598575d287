// @vitest-environment jsdom
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { contract } from '../../../contract/index.ts';
import type { StatsTick } from '../../../contract/model/stats.ts';
import { memoryPipe } from '../../../contract/rpc/memory.ts';
import { serve } from '../../../contract/rpc/serve.ts';
import { connectOver } from '../../rpc/index.ts';
import { CpuCell, MemoryCell } from './StatsCells.tsx';

// A loaded machine is slow; what never comes is found all the same.
configure({ asyncUtilTimeout: 10_000 });

afterEach(cleanup);

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const sample = {
  at: 1,
  cpuPercent: 0.066,
  memoryBytes: 12_939_427,
  memoryLimitBytes: 2 ** 30,
  networkRxBytes: 0,
  networkTxBytes: 0,
  blockReadBytes: 0,
  blockWriteBytes: 0,
  pids: 1,
};

/** Answers every follower with one tick for the containers that run. */
function serveStats(running: readonly string[]) {
  const asked: (readonly string[])[] = [];
  let openStreams = 0;
  async function* follow({ ids }: { ids: readonly string[] }, signal: AbortSignal): AsyncGenerator<StatsTick> {
    asked.push(ids);
    openStreams += 1;
    try {
      yield { at: 1, samples: Object.fromEntries(ids.filter((id) => running.includes(id)).map((id) => [id, sample])) };
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    } finally {
      openStreams -= 1;
    }
  }
  const served = { stats: contract.stats };
  connectOver(() => {
    const [client, server] = memoryPipe();
    serve(served, { stats: { follow, history: async () => [] } } as Parameters<typeof serve<typeof served>>[1], server);
    return client;
  });
  return { asked, openStreams: () => openStreams };
}

describe('the cells of the list', () => {
  it('show what docker stats shows, over one stream for all rows', async () => {
    const stats = serveStats([A]);
    const { unmount } = render(
      <>
        <CpuCell context="default" id={A} isRunning />
        <MemoryCell context="default" id={A} isRunning />
        <CpuCell context="default" id={B} isRunning />
      </>,
    );
    expect(await screen.findByText('0.07%')).toBeTruthy();
    expect(screen.getByText('12.34 MiB')).toBeTruthy();
    expect(screen.getByText('—')).toBeTruthy();
    expect(stats.asked).toEqual([[A, B]]);
    unmount();
    await waitFor(() => expect(stats.openStreams()).toBe(0));
  });

  it('follow nothing for a container that does not run', async () => {
    const stats = serveStats([]);
    render(<CpuCell context="other" id={A} isRunning={false} />);
    expect(screen.getByText('—')).toBeTruthy();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(stats.asked).toEqual([]);
  });
});
