import { describe, expect, test } from 'vitest';
import { toEngineEvent } from './engineEvents.ts';
import { EventLog } from './eventLog.ts';

const event = (action: string) =>
  toEngineEvent('lab', { Type: 'container', Action: action, Actor: { ID: 'a', Attributes: { name: 'web' } } }, 5)!;

describe('events', () => {
  test('of Docker before 29, of Docker 29 and of Podman are read alike', () => {
    const attributes = { name: 'web', image: 'busybox' };
    const expected = {
      context: 'lab',
      at: 1_700_000_000_123,
      type: 'container',
      action: 'start',
      actorId: 'a',
      actorName: 'web',
      attributes,
    };
    const actor = {
      Type: 'container',
      Action: 'start',
      Actor: { ID: 'a', Attributes: attributes },
      timeNano: 1_700_000_000_123_000_000,
    };
    expect(toEngineEvent('lab', { ...actor, status: 'start', id: 'a', time: 1 }, 0)).toMatchObject(expected);
    expect(toEngineEvent('lab', actor, 0)).toMatchObject(expected);
    expect(toEngineEvent('lab', { status: 'start', id: 'a', time: 7 }, 0)).toMatchObject({ at: 7000, actorId: 'a' });
    expect(toEngineEvent('lab', { Type: 'container' }, 0)).toBeUndefined();
  });

  test('a reader gets those that are kept, then live ones, and ends with its signal', async () => {
    const log = new EventLog();
    const stop = new AbortController();
    log.add(event('create'));
    log.add(event('start'));
    const reader = log.read(stop.signal);
    expect((await reader.next()).value?.map(({ action }) => action)).toEqual(['create', 'start']);
    const next = reader.next();
    log.add(event('die'));
    expect((await next).value?.map(({ action }) => action)).toEqual(['die']);
    const last = reader.next();
    stop.abort();
    expect((await last).done).toBe(true);
  });

  test('the newest ten thousand are kept', async () => {
    const log = new EventLog();
    for (let index = 0; index < 25_000; index++) log.add(event(`e${index}`));
    const { value } = await log.read(new AbortController().signal).next();
    expect(value!.length).toBeLessThanOrEqual(11_000);
    expect(value!.length).toBeGreaterThanOrEqual(10_000);
    expect(value!.at(-1)?.action).toBe('e24999');
  });
});
