import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { StackAction, StackTarget } from '../../contract/model/stackRun.ts';
import { spawnUp } from '../compose/testing/dyingUp.ts';
import { madeStacks } from '../compose/testing/madeStacks.ts';
import { processesOf } from '../compose/testing/processesOf.ts';

const made = madeStacks();
const SLEEPS = 'image: busybox:latest, command: sleep 1000, init: true, stop_grace_period: 1s';
const SLOW = { timeout: 40_000, interval: 200 };

const WATCHED = `services:
  web:
    build: .
    init: true
    stop_grace_period: 1s
    develop:
      watch:
        - { action: sync, path: ./src, target: /src }
        - { action: rebuild, path: ./base.txt }
`;
const DOCKERFILE = 'FROM busybox:latest\nCOPY base.txt /base.txt\nCOPY src /src\nCMD ["sleep", "1000"]\n';

test('watch brings it up, syncs what is written and taken away, rebuilds, and ends when it is cancelled', async () => {
  const stack = await made.stack(WATCHED, { Dockerfile: DOCKERFILE, 'base.txt': 'one', 'src/page': 'one' });
  const action = StackAction.parse({ type: 'watch' });
  const { jobId } = await made.client.stackRuns.start({ stack: stack.stack, action });
  const said: string[] = [];
  const reading = (async () => {
    for await (const line of made.client.jobs.log({ jobId })) said.push(line);
  })();
  await vi.waitFor(() => expect(said.join('\n')).toContain('Watch enabled'), SLOW);
  const web = `${stack.project}-web-1`;
  const reads = (file: string) => stack.docker('exec', web, 'cat', file);
  expect(await reads('/src/page')).toBe('one');
  const first = await stack.docker('inspect', '--format', '{{.Id}}', web);

  await stack.write('src/page', 'two');
  await vi.waitFor(async () => expect(await reads('/src/page')).toBe('two'), SLOW);
  await rm(path.join(stack.folder, 'src/page'));
  await vi.waitFor(() => expect(reads('/src/page')).rejects.toThrow('No such file'), SLOW);
  expect(await stack.docker('inspect', '--format', '{{.Id}}', web)).toBe(first);

  await stack.write('base.txt', 'two');
  await vi.waitFor(async () => expect(await reads('/base.txt')).toBe('two'), SLOW);
  expect(await stack.docker('inspect', '--format', '{{.Id}}', web)).not.toBe(first);

  // Something else may be done with the stack meanwhile.
  expect(await stack.do({ type: 'restart' })).toMatchObject({ state: 'done' });
  await made.client.jobs.cancel({ jobId });
  expect(await made.gantry.ended(jobId)).toMatchObject({
    state: 'cancelled',
    message: expect.stringContaining('no longer followed'),
  });
  await reading;
  expect(await stack.ps()).toEqual(['web-1 running']);
  expect(await processesOf(stack.project)).toEqual([]);
});

test('a stack that watches nothing says what to write', async () => {
  const stack = await made.stack(`services: {web: {${SLEEPS}}}`);
  expect(await stack.do({ type: 'watch' })).toMatchObject({
    state: 'failed',
    error: { code: 'invalid-input', hint: expect.stringContaining('develop: watch:') },
  });
});

test('events come as they happen, and nothing goes on when nobody listens', async () => {
  const stack = await made.stack(`services: {web: {${SLEEPS}}}`);
  await stack.do({ type: 'up' });
  const leave = new AbortController();
  const lines: string[] = [];
  const reading = (async () => {
    for await (const line of made.client.stackRuns.events({ stack: stack.stack }, { signal: leave.signal })) {
      lines.push(line);
    }
  })();
  reading.catch(() => {}); // looked at below
  await vi.waitFor(async () => expect((await processesOf(stack.project)).join()).toContain(' events'), SLOW);
  await vi.waitFor(async () => {
    await stack.do({ type: 'restart', timeoutSeconds: 0 });
    expect(lines.join('\n')).toMatch(/container (restart|start) [0-9a-f]{64} \(.*name=\S*-web-1/);
  }, SLOW);
  leave.abort();
  await reading.catch(() => {});
  await vi.waitFor(async () => expect(await processesOf(stack.project)).toEqual([]), SLOW);
});

test('Gantry killed in the middle of up: compose ends with it, what is left is shown, and the next up finishes', async () => {
  const names = Array.from({ length: 8 }, (_, at) => `s${at}`);
  const stack = await made.stack(`services:\n${names.map((name) => `  ${name}: {${SLEEPS}}`).join('\n')}\n`);
  const gantry = spawnUp(StackTarget.parse(stack.stack));
  const ended = once(gantry, 'exit');
  await vi.waitFor(async () => expect((await stack.ps()).length).toBeGreaterThan(0), { timeout: 40_000, interval: 20 });
  gantry.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  await vi.waitFor(async () => expect(await processesOf(stack.project)).toEqual([]), SLOW);

  // What the plan says is there, and what is still to be done, is what is there.
  const plan = await stack.plan();
  const there = plan.services.flatMap(({ containers }) => containers.filter(({ id }) => id !== undefined));
  expect(there.map(({ name }) => name.replace(`${stack.project}-`, '')).toSorted()).toEqual(
    (await stack.ps()).map((line) => line.split(' ', 1)[0]),
  );
  expect(await stack.do({ type: 'up' })).toMatchObject({ state: 'done' });
  expect((await stack.ps()).filter((line) => line.endsWith(' running'))).toHaveLength(8);
  expect((await stack.plan()).hasChanges).toBe(false);
});
