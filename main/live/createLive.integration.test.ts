import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineEvent } from '../../contract/model/event.ts';
import { createTest, docker, removeAll, runTest, testName } from './testing/engineCli.ts';
import { ListReader, type LiveEngine, startLiveEngine } from './testing/liveEngine.ts';

let engine: LiveEngine;
let reader: ListReader;
let made: string[];

beforeEach(async () => {
  made = [];
  engine = await startLiveEngine();
  reader = new ListReader((signal) => engine.live.watchContainers('default', signal));
  await reader.until('a first list', () => reader.changes.length > 0);
});
afterEach(async () => {
  reader.stop();
  await engine.close();
  await removeAll(made);
});

function name(what: string): string {
  const fresh = testName(what);
  made.push(fresh);
  return fresh;
}

const stateOf = (container: string) => reader.find(({ name: its }) => its === container)?.state;
const asked = (id?: string) =>
  engine.proxy.requests.filter((line) => line.includes('/containers/json') && (!id || line.includes(id)));

describe('the live list of a real engine', () => {
  test('shows what is done in a shell: created, started, paused, renamed, stopped, removed', async () => {
    const web = name('web');
    const id = await createTest(web, '--publish', '127.0.0.1::80', '--stop-signal', 'KILL');
    await reader.until('created', () => stateOf(web) === 'created');
    await docker('start', web);
    await reader.until(
      'running, with its port',
      () => reader.find(({ name: its }) => its === web)?.ports[0]?.hostPort !== undefined,
    );
    expect(reader.find(({ name: its }) => its === web)).toMatchObject({
      state: 'running',
      networks: [{ name: 'bridge' }],
    });
    await docker('pause', web);
    await reader.until('paused', () => stateOf(web) === 'paused');
    await docker('unpause', web);
    await reader.until('running again', () => stateOf(web) === 'running');
    const shop = name('shop');
    await docker('rename', web, shop);
    await reader.until('the new name', () => reader.believed.get(id)?.name === shop);
    const before = Date.now();
    await docker('stop', shop);
    await reader.until('exited', () => stateOf(shop) === 'exited');
    expect(reader.find(({ name: its }) => its === shop)).toMatchObject({ exitCode: 137, ports: [] });
    expect(reader.find(({ name: its }) => its === shop)?.stateSinceAt).toBeGreaterThan(before - 2000);
    await docker('rm', shop);
    await reader.until('nothing', () => !reader.believed.has(id));
  });

  test('shows health, and networks that are connected while it runs', async () => {
    const web = name('web');
    const network = testName('net');
    await docker('network', 'create', '--label', 'gantry.test', network);
    try {
      await runTest(web, '--health-cmd', 'test -f /ok', '--health-interval', '300ms', '--health-retries', '1');
      await reader.until('unhealthy', () => reader.find(({ name: its }) => its === web)?.health === 'unhealthy');
      await docker('exec', web, 'touch', '/ok');
      await reader.until('healthy', () => reader.find(({ name: its }) => its === web)?.health === 'healthy');
      const networks = () =>
        reader
          .find(({ name: its }) => its === web)
          ?.networks.map((one) => one.name)
          .sort();
      await docker('network', 'connect', network, web);
      await reader.until('both networks', () => networks()?.length === 2);
      expect(networks()).toEqual(['bridge', network].sort());
      await docker('network', 'disconnect', network, web);
      await reader.until('one network', () => networks()?.length === 1);
    } finally {
      await removeAll([web]);
      await docker('network', 'rm', network);
    }
  });

  test('costs one request of the one container for an event, and none for an exec', async () => {
    const web = name('web');
    const id = await runTest(web);
    await reader.until('running', () => stateOf(web) === 'running');
    engine.proxy.requests.length = 0;

    await docker('kill', web);
    await reader.until('exited', () => stateOf(web) === 'exited');
    await docker('start', web);
    await reader.until('running', () => stateOf(web) === 'running');
    await docker('exec', web, 'true');
    await docker('rm', '--force', web);
    await reader.until('nothing', () => !reader.believed.has(id));
    // kill: kill, network disconnect, die; start: network connect, start; rm: kill, disconnect, die; most come together
    expect(asked(id).length).toBeGreaterThanOrEqual(2);
    expect(asked(id).length).toBeLessThanOrEqual(8);
    expect(engine.proxy.requests.filter((line) => /\/containers\/json(\?all=true)?$/.test(line))).toEqual([]);
  });

  test('converges in a storm of a thousand events, with few requests', async () => {
    const names = Array.from({ length: 25 }, (_, index) => name(`storm${index}`));
    await Promise.all(names.map((one) => createTest(one)));
    await reader.until('all created', () => names.every((one) => stateOf(one) === 'created'));
    engine.proxy.requests.length = 0;
    const stop = new AbortController();
    let events = 0;
    const counting = (async () => {
      for await (const batch of engine.live.events('default', stop.signal)) events += batch.length;
    })();
    const startedAt = performance.now();

    for (let round = 0; round < 4; round++) {
      await docker('start', ...names);
      for (let breath = 0; breath < 3; breath++) {
        await docker('pause', ...names);
        await docker('unpause', ...names);
      }
      await docker('kill', ...names);
    }
    await reader.until('all exited', () => names.every((one) => stateOf(one) === 'exited'));
    await docker('rm', ...names);
    await reader.until('none left', () => names.every((one) => !reader.find(({ name: its }) => its === one)));
    const elapsed = performance.now() - startedAt;
    stop.abort();
    await counting;
    expect(events).toBeGreaterThan(1000);
    // Never more often than every 50 ms, however many events there are.
    expect(asked().length).toBeLessThanOrEqual(elapsed / 50 + 5);
    expect(asked().every((line) => line.includes('filters='))).toBe(true);
  });

  test('is the truth again after the engine was lost and came back', async () => {
    const [kept, gone, fresh] = [name('kept'), name('gone'), name('fresh')];
    await runTest(kept);
    const goneId = await runTest(gone);
    await reader.until('both', () => stateOf(kept) === 'running' && stateOf(gone) === 'running');
    reader.changes.length = 0;

    await engine.proxy.cut();
    await reader.until('that it is unreachable', () => reader.changes.length > 0);
    await docker('rm', '--force', gone);
    await runTest(fresh);
    await engine.proxy.restore();
    await reader.until('the new one', () => stateOf(fresh) === 'running');
    expect(reader.changes.slice(0, 2).map(({ change }) => change.type)).toEqual(['unreachable', 'snapshot']);
    expect(reader.believed.has(goneId)).toBe(false);
    expect(stateOf(kept)).toBe('running');
  });

  test('leaves nothing open at the engine when it is closed', async () => {
    await engine.close();
    const before = engine.proxy.requests.length;
    await runTest(name('late'));
    expect(engine.proxy.requests.length).toBe(before);
  });

  test('keeps the events of the session for whoever looks later', async () => {
    const web = name('web');
    const id = await runTest(web);
    await docker('kill', web);
    const seen: EngineEvent[] = [];
    for await (const batch of engine.live.events('default', AbortSignal.timeout(10_000))) {
      seen.push(...batch.filter(({ actorId }) => actorId === id));
      if (seen.some(({ action }) => action === 'die')) break;
    }
    expect(seen.map(({ action }) => action)).toEqual(['create', 'start', 'kill', 'die']);
    expect(seen.at(-1)).toMatchObject({ type: 'container', actorName: web, attributes: { exitCode: '137' } });
  });
});
