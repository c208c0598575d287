import { expect, test } from 'vitest';
import type { ContainerSummary } from '../../contract/model/container.ts';
import type { Context } from '../../contract/model/context.ts';
import { Feed } from '../../main/live/feed.ts';
import { followTray } from './followTray.ts';
import type { TrayModel } from './trayModel.ts';

const container = (name: string, state: ContainerSummary['state'] = 'running') =>
  ({ id: name, name, state, ports: [], createdAt: 1 }) as unknown as ContainerSummary;

test('the tray follows the open engine in few drawings, draws nothing that did not change, and ends', async () => {
  const containers = new Feed<ContainerSummary>();
  const abort = new AbortController();
  async function* contexts(): AsyncGenerator<readonly Context[]> {
    yield [{ name: 'gantry', isSelected: true, isLocal: true, source: 'cli', state: { type: 'connected' } } as Context];
    await new Promise<void>((resolve) => abort.signal.addEventListener('abort', () => resolve(), { once: true }));
  }
  async function* nothing() {}
  const models: TrayModel[] = [];
  followTray(
    {
      contexts: { watch: contexts },
      engine: { watch: nothing },
      stacks: { watch: nothing },
      containers: { watch: (_input: object, signal: AbortSignal) => containers.watch(signal) },
    } as never,
    (model) => models.push(model),
    abort.signal,
  );
  for (let number = 0; number < 9; number++) containers.patch([container(`c${number}`)], []);
  await expect.poll(() => models.at(-1)?.runningCount, { timeout: 3000 }).toBe(9);
  expect(models.length).toBeLessThan(4);
  const drawn = models.length;
  containers.patch([container('c1')], []);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(models).toHaveLength(drawn);
  containers.patch([], ['c0']);
  await expect.poll(() => models.at(-1)?.runningCount, { timeout: 3000 }).toBe(8);
  abort.abort();
  const ended = models.length;
  containers.patch([], ['c1']);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(models).toHaveLength(ended);
});
