import { duplexPair } from '../testing/duplexPair.ts';
import { expect, test } from 'vitest';
import { connectQmp, type QmpEvent } from './qmp.ts';

const GREETING = '{"QMP": {"version": {"qemu": {"micro": 13, "minor": 0, "major": 10}}, "capabilities": ["oob"]}}\r\n';

/** The other end of the channel: greets and answers each command as told. */
function fakeQemu(
  answer: (command: { execute: string; id: number; arguments?: unknown }) => string | undefined,
  greeting = GREETING,
) {
  const [ours, theirs] = duplexPair();
  theirs.setEncoding('utf8');
  let rest = '';
  theirs.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const reply = answer(JSON.parse(line) as { execute: string; id: number });
      if (reply) theirs.write(reply);
    }
  });
  if (greeting) theirs.write(greeting);
  return { ours, theirs };
}

const ok = (id: number, value: unknown = {}) => `${JSON.stringify({ return: value, id })}\r\n`;

test('answers find their commands though they come in another order, cut anywhere, with events between', async () => {
  const held: number[] = [];
  const { ours, theirs } = fakeQemu(({ execute, id }) => {
    if (execute === 'qmp_capabilities') return ok(id);
    held.push(id);
    return undefined;
  });
  const events: QmpEvent[] = [];
  const qmp = await connectQmp(ours, (event) => void events.push(event));
  const first = qmp.execute('query-status');
  const second = qmp.execute('query-name');
  await expect.poll(() => held).toHaveLength(2);
  const text = `${ok(held[1]!, 'second')}{"timestamp": {}, "event": "STOP"}\r\n${ok(held[0]!, 'first')}`;
  for (let at = 0; at < text.length; at += 7) theirs.write(text.slice(at, at + 7));
  expect(await Promise.all([first, second])).toEqual(['first', 'second']);
  expect(events).toEqual([{ event: 'STOP', data: {} }]);
  qmp.close();
  await qmp.closed;
});

test('a refused command rejects with QEMU’s words, and the next one works', async () => {
  const { ours } = fakeQemu(({ execute, id }) =>
    execute === 'nonsense'
      ? `${JSON.stringify({ error: { class: 'CommandNotFound', desc: 'no nonsense' }, id })}\r\n`
      : ok(id),
  );
  const qmp = await connectQmp(ours, () => {});
  await expect(qmp.execute('nonsense')).rejects.toMatchObject({ error: { message: 'QEMU refused: no nonsense' } });
  expect(await qmp.execute('query-status')).toEqual({});
  qmp.close();
});

test('without an answer a command gives up in time; an answer that comes later harms nobody', async () => {
  let late = 0;
  const { ours, theirs } = fakeQemu(({ execute, id }) => {
    if (execute !== 'slow') return ok(id);
    late = id;
    return undefined;
  });
  const qmp = await connectQmp(ours, () => {});
  await expect(qmp.execute('slow', undefined, 20)).rejects.toMatchObject({
    error: { message: expect.stringContaining('did not answer within'), detail: 'QMP timeout' },
  });
  theirs.write(ok(late));
  expect(await qmp.execute('query-status')).toEqual({});
  qmp.close();
});

test('when QEMU ends, what waits and what comes after is told so', async () => {
  const { ours, theirs } = fakeQemu(({ execute, id }) => (execute === 'qmp_capabilities' ? ok(id) : undefined));
  const qmp = await connectQmp(ours, () => {});
  const waiting = qmp.execute('quit');
  theirs.destroy();
  await expect(waiting).rejects.toMatchObject({ error: { code: 'disconnected' } });
  await qmp.closed;
  await expect(qmp.execute('query-status')).rejects.toMatchObject({ error: { code: 'disconnected' } });
});

test('something else than QEMU is recognized, and silence does not last', async () => {
  const other = fakeQemu(() => undefined, 'SSH-2.0-OpenSSH_10.0\r\n');
  await expect(connectQmp(other.ours, () => {})).rejects.toMatchObject({
    error: { message: 'What answers on the VM’s control channel is not QEMU.' },
  });
  const mute = fakeQemu(() => undefined, '');
  await expect(connectQmp(mute.ours, () => {}, 20)).rejects.toMatchObject({ error: { detail: 'QMP timeout' } });
  expect(mute.ours.destroyed).toBe(true);
});
