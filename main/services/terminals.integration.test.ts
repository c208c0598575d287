import { execFileSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ServiceOf } from '../../contract/index.ts';
import type { TerminalTarget } from '../../contract/model/terminal.ts';
import { TEST_LABEL, testEngine } from '../../engine/testing/testEngine.ts';
import type { Connection } from '../docker/connection.ts';
import { openConnection } from '../docker/open.ts';
import { createActivityLog } from './activity.ts';
import { createTerminalsService } from './terminals.ts';

const { socketPath, cliPath } = testEngine();
const docker = (...args: string[]) =>
  execFileSync(cliPath, args, {
    encoding: 'utf8',
    env: { ...process.env, DOCKER_HOST: `unix://${socketPath}` },
  }).trim();

const IDLE = ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1 & wait $!; done'];
const { signal } = new AbortController();
const activity = createActivityLog();

let connection: Connection;
let disconnect: () => void;
let terminals: ServiceOf<'terminals'>;
let closeAll: () => Promise<void>;
const made: string[] = [];

beforeAll(async () => {
  const opened = await openConnection({
    context: 'test',
    endpoint: { type: 'unix', path: socketPath },
    isLocal: true,
    signal,
  });
  connection = opened.connection;
  disconnect = () => opened.close();
  const service = createTerminalsService({
    getConnection: () => Promise.resolve(connection),
    cliArgs: () => [],
    live: { container: () => undefined },
    activity,
  });
  terminals = service.handlers;
  closeAll = () => service.close();
});
afterEach(async () => {
  await closeAll();
  for (const id of made.splice(0)) docker('rm', '-f', id);
});
afterAll(() => disconnect());

function run(args: string[], command: string[] = IDLE): string {
  const id = docker('run', '-d', '--label', `${TEST_LABEL}=1`, ...args, 'busybox', ...command);
  made.push(id);
  return id;
}

const ref = (id: string) => ({ context: 'test', id });
const open = (target: TerminalTarget) => terminals.open({ target, columns: 80, rows: 24 }, signal);
const type = (terminalId: string, text: string) =>
  terminals.write({ terminalId, bytes: new TextEncoder().encode(text) }, signal);

/** Reads until the text is there. */
async function readUntil(terminalId: string, wanted: RegExp | 'exit') {
  let text = '';
  for await (const output of terminals.output({ terminalId }, signal)) {
    if (output.type === 'exit') return { text, exit: output };
    text += Buffer.from(output.bytes).toString();
    if (wanted !== 'exit' && wanted.test(text)) break;
  }
  return { text };
}

const processes = (id: string) => docker('top', id, '-eo', 'pid,args');

test('a shell is found, has the size asked for before it prints, and ends with its exit code', async () => {
  const { id, program, command } = await open({ type: 'exec', ref: ref(run([])) });
  expect(program).toMatch(/^(\/bin\/)?ash$/);
  expect(command).toMatch(/^docker container exec --interactive --tty --env TERM=xterm-256color \S+ (\/bin\/)?ash$/);
  await type(id, 'stty size; echo term=$TERM; exit 7\n');
  const { text, exit } = await readUntil(id, 'exit');
  expect(text).not.toContain('gantry;');
  expect(text).toContain('24 80');
  expect(text).toContain('term=xterm-256color');
  expect(exit).toMatchObject({ exitCode: 7 });
});

test('user and folder are those that were asked for, and a new size arrives', async () => {
  const { id } = await open({ type: 'exec', ref: ref(run([])), shell: 'sh', user: '1234', workingDir: '/tmp' });
  await type(id, 'id -u; pwd\n');
  expect((await readUntil(id, /1234\s+\/tmp/)).text).toContain('1234');
  await terminals.resize({ terminalId: id, columns: 100, rows: 30 }, signal);
  await type(id, 'stty size\n');
  await readUntil(id, /30 100/);
});

test('closing leaves nothing of the session running, and spares what left it on purpose', async () => {
  const container = run([]);
  const { id } = await open({ type: 'exec', ref: ref(container) });
  await type(id, 'setsid sleep 4001 & sleep 4002 & (trap "" HUP; sleep 4003) & sleep 4004\n');
  await expect.poll(() => processes(container)).toContain('sleep 4004');
  await terminals.close({ terminalId: id }, signal);
  const left = processes(container);
  for (const sleeper of ['4002', '4003', '4004']) expect(left).not.toContain(`sleep ${sleeper}`);
  expect(left).toContain('sleep 4001');
  expect(await terminals.list({}, signal)).toEqual([]);
});

test('attached to the main process, closing detaches and the container runs on', async () => {
  const container = run(['-it'], ['sh']);
  const { id } = await open({ type: 'attach', ref: ref(container) });
  await type(id, 'echo here-$((40+2))\n');
  await readUntil(id, /here-42/);
  await terminals.close({ terminalId: id }, signal);
  expect(docker('inspect', '-f', '{{.State.Running}}', container)).toBe('true');
  const again = await open({ type: 'attach', ref: ref(container) });
  await type(again.id, 'exit 3\n');
  expect((await readUntil(again.id, 'exit')).exit).toMatchObject({ exitCode: 3 });
});

test('a main process without a terminal is shown without the frames of the engine', async () => {
  const container = run([], ['sh', '-c', 'while :; do echo tick; echo tock >&2; sleep 0.1; done']);
  const { id } = await open({ type: 'attach', ref: ref(container) });
  const { text } = await readUntil(id, /tock[^]*tick[^]*tock/);
  expect(text.replaceAll(/tick|tock|\r|\n/g, '')).toBe('');
});

test('what was printed while nobody read is kept', async () => {
  const { id } = await open({ type: 'exec', ref: ref(run([])) });
  await type(id, 'echo early-$((1+1))\n');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await readUntil(id, /early-2/)).text).toContain('early-2');
});

test('a slow reader slows the program, and nothing is lost', async () => {
  const { id } = await open({ type: 'exec', ref: ref(run([])) });
  const reader = terminals.output({ terminalId: id }, signal)[Symbol.asyncIterator]();
  await reader.next();
  await type(id, 'stty -echo -onlcr; head -c 20000000 /dev/zero | tr "\\0" x; echo; exit\n');
  let count = 0;
  for (let reads = 0; ; reads++) {
    const { value } = await reader.next();
    if (!value || value.type === 'exit') break;
    count += Buffer.from(value.bytes).toString().split('x').length - 1;
    if (reads === 5) await new Promise((resolve) => setTimeout(resolve, 500));
  }
  expect(count).toBeGreaterThanOrEqual(20_000_000);
  expect(count).toBeLessThan(20_000_100);
});

test('a container that is paused, stopped or gone says so', async () => {
  const container = run([]);
  docker('pause', container);
  await expect(open({ type: 'exec', ref: ref(container) })).rejects.toMatchObject({ error: { code: 'conflict' } });
  docker('unpause', container);
  docker('stop', '-t', '1', container);
  await expect(open({ type: 'exec', ref: ref(container) })).rejects.toMatchObject({ error: { code: 'conflict' } });
  docker('rm', container);
  made.pop();
  await expect(open({ type: 'exec', ref: ref(container) })).rejects.toMatchObject({ error: { code: 'not-found' } });
});

test('a shell that the image lacks is said', async () => {
  const target = { type: 'exec', ref: ref(run([])), shell: 'zsh' } as const;
  await expect(open(target)).rejects.toMatchObject({
    error: { code: 'unsupported', message: expect.stringContaining('zsh') },
  });
});

test('opening a terminal is written down with its docker command and what it asked of the engine, also when it fails', async () => {
  const id = run([]);
  const before = activity.feed.size;
  const shell = await open({ type: 'exec', ref: ref(id) });
  await open({ type: 'attach', ref: ref(id) });
  await expect(open({ type: 'exec', ref: ref(id), shell: '/no/such' })).rejects.toBeInstanceOf(Error);
  const [exec, attach, failed] = [...activity.feed.values()].slice(before);
  expect(exec).toMatchObject({
    title: `Open a shell in ${id.slice(0, 12)}`,
    command: shell.command,
    state: 'done',
    calls: expect.arrayContaining([
      expect.objectContaining({ method: 'POST', path: `/containers/${id}/exec`, status: 201 }),
      expect.objectContaining({ path: expect.stringMatching(/^\/exec\/[0-9a-f]{64}\/start$/), status: 101 }),
    ]),
  });
  expect(exec?.command).toContain(shell.program);
  expect(attach).toMatchObject({ title: `Attach to ${id.slice(0, 12)}`, state: 'done' });
  expect(attach?.command).toContain('container attach');
  expect(failed).toMatchObject({ state: 'failed', command: expect.stringContaining('/no/such') });
});
