import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TerminalOutput, TerminalTarget } from '../../../contract/model/terminal.ts';
import { TEST_LABEL } from '../../../engine/testing/testEngine.ts';
import { type OpenTestEngine, openTestEngine } from '../../docker/testing/openTestEngine.ts';
import { docker, removeAll, runTest, shell, testName } from '../../live/testing/engineCli.ts';
import { createActivityLog } from '../activity.ts';
import { createTerminalsService } from '../terminals.ts';

let engine: OpenTestEngine;
let service: ReturnType<typeof createTerminalsService>;
let made: string[];
const { signal } = new AbortController();
const activity = createActivityLog();

beforeEach(async () => {
  made = [];
  engine = await openTestEngine();
  service = createTerminalsService({
    getConnection: engine.getConnection,
    cliArgs: () => [],
    live: { container: () => undefined },
    activity,
  });
});
afterEach(async () => {
  await service.close();
  await engine.close();
  await removeAll(made);
});

function container(...args: string[]): Promise<string> {
  const name = testName('term');
  made.push(name);
  return runTest(name, ...args);
}

const exec = (id: string, more: object = {}): TerminalTarget => ({
  type: 'exec',
  ref: { context: 'default', id },
  ...more,
});
const attach = (id: string): TerminalTarget => ({ type: 'attach', ref: { context: 'default', id } });

async function open(target: TerminalTarget) {
  const { handlers } = service;
  const { id: terminalId } = await handlers.open({ target, columns: 80, rows: 24 }, signal);
  return {
    terminalId,
    output: (until: AbortSignal = signal) => handlers.output({ terminalId }, until),
    type: (text: string) => handlers.write({ terminalId, bytes: Buffer.from(text) }, signal),
    close: () => handlers.close({ terminalId }, signal),
  };
}

async function readUntil(output: AsyncIterable<TerminalOutput>, wanted: RegExp): Promise<string> {
  let text = '';
  for await (const item of output) {
    if (item.type === 'exit') throw new Error(`It ended (${item.message}) after: ${text}`);
    text += Buffer.from(item.bytes).toString('latin1');
    if (wanted.test(text)) break;
  }
  return text;
}

async function readToEnd(output: AsyncIterable<TerminalOutput>) {
  let text = '';
  for await (const item of output) {
    if (item.type === 'exit') return { ...item, text };
    text += Buffer.from(item.bytes).toString('latin1');
  }
  throw new Error(`It went away without an end, after: ${text}`);
}

const processes = (id: string) => docker('top', id, '-eo', 'pid,args');

describe('closing a terminal', () => {
  test('leaves nothing at the engine and nothing in the container, 50 times over', async () => {
    const [id, attached] = [await container(), await container('-it', '--', 'sh')];
    for (let i = 0; i < 50; i++) {
      const terminal = await open(i % 2 ? exec(id) : attach(attached));
      await terminal.type('sleep 5000 &\r');
      await readUntil(terminal.output(), /sleep 5000/);
      await terminal.close();
    }
    await expect.poll(() => engine.streams()).toBe(0);
    expect((await processes(id)).split('\n')).toHaveLength(2); // the title and `sleep 1000`
  });

  test('ends what was begun as another user', async () => {
    const id = await container();
    const terminal = await open(exec(id, { user: '1000' }));
    await terminal.type('sleep 5001 &\r');
    await expect.poll(() => processes(id)).toContain('sleep 5001');
    await terminal.close();
    expect(await processes(id)).not.toContain('sleep 5001');
  });

  test('of a paused container happens when it goes on', async () => {
    const id = await container();
    const terminal = await open(exec(id));
    await terminal.type('sleep 5002 &\r');
    await expect.poll(() => processes(id)).toContain('sleep 5002');
    await docker('pause', id);
    await terminal.close();
    await docker('unpause', id);
    await expect.poll(() => processes(id)).not.toContain('sleep 5002');
    await expect.poll(() => engine.streams()).toBe(0);
  });
});

describe('a terminal that ends by itself', () => {
  test('says that its container has stopped, or was removed', async () => {
    const [stopped, removed] = [await container('--stop-signal', 'KILL'), await container()];
    const first = await open(exec(stopped));
    await docker('stop', stopped);
    expect(await readToEnd(first.output())).toMatchObject({ message: 'The container has stopped (exit code 137).' });
    const second = await open(exec(removed));
    await docker('rm', '--force', removed);
    expect(await readToEnd(second.output())).toMatchObject({
      message: expect.stringMatching(/was removed|has stopped/), // it stops before it is gone
    });
  });

  test('says that the engine was lost when it is killed', async () => {
    const terminal = await open(exec(await container()));
    const end = readToEnd(terminal.output());
    await engine.proxy.cut();
    expect((await end).message).toMatch(/does not answer|was closed/);
  });

  test('ends with the connection', async () => {
    const terminal = await open(exec(await container()));
    const end = readToEnd(terminal.output());
    engine.closeConnection();
    expect((await end).message).toMatch(/was closed/);
  });
});

describe('opening a terminal', () => {
  test('in an image without any shell says so', async () => {
    const [image, name] = [`${testName('bare')}:latest`, testName('bare')];
    // One program and nothing else.
    await shell(
      `docker create --label ${TEST_LABEL} --name ${name} busybox:latest && mkdir -p /tmp/${name} && docker cp ${name}:/bin/busybox /tmp/${name}/sleep && tar -C /tmp/${name} -c sleep | docker import - ${image} && rm -r /tmp/${name} && docker rm ${name}`,
    );
    made.push(name);
    try {
      const id = await docker('run', '--detach', '--label', TEST_LABEL, '--name', name, image, '/sleep', '1000');
      await expect(open(exec(id))).rejects.toMatchObject({
        error: { code: 'unsupported', message: 'This container has no shell.' },
      });
      await expect(open(exec(id, { shell: '/bin/zsh' }))).rejects.toMatchObject({ error: { code: 'unsupported' } });
    } finally {
      await removeAll([name]);
      await docker('rmi', image);
    }
  });

  test('as a user or in a folder that is not there names the field', async () => {
    const id = await container();
    await expect(open(exec(id, { user: 'nosuch' }))).rejects.toMatchObject({
      error: { code: 'invalid-input', path: ['user'] },
    });
    await expect(open(exec(id, { workingDir: '/etc/passwd' }))).rejects.toMatchObject({
      error: { code: 'invalid-input', path: ['workingDir'] },
    });
  });

  test('on the main process of a stopped container does not wait for its start', async () => {
    const id = await container('--stop-signal', 'KILL');
    await docker('stop', id);
    await expect(open(attach(id))).rejects.toMatchObject({ error: { code: 'conflict' } });
  });
});

describe('reading a terminal', () => {
  test('passes to whoever comes last, with nothing twice and nothing lost', async () => {
    const terminal = await open(exec(await container()));
    await terminal.type('stty -echo; PS1=; echo ready-$((1+1))\r');
    const first: string[] = [];
    const reading = (async () => {
      for await (const item of terminal.output()) {
        if (item.type === 'data') first.push(Buffer.from(item.bytes).toString());
      }
    })();
    await expect.poll(() => first.join('')).toContain('ready-2');
    const second = terminal.output();
    const found = readUntil(second, /three-3/);
    await reading;
    await terminal.type('echo three-$((1+2))\r');
    expect(await found).toContain('three-3');
    expect(first.join('')).not.toContain('three-3');
  });

  test('begins with the last of what was printed while nobody read, and no more than is kept', async () => {
    const terminal = await open(exec(await container()));
    await terminal.type('i=0; while [ $i -lt 60000 ]; do echo "line $i"; i=$((i+1)); done; echo the-"end"\r');
    const stop = new AbortController();
    let text = '';
    // Looks only now and then: meanwhile nobody reads.
    await expect
      .poll(async () => {
        await new Promise((resolve) => setTimeout(resolve, 1500));
        text = await readUntil(terminal.output(stop.signal), /[^]/);
        for await (const item of terminal.output(AbortSignal.timeout(200))) {
          if (item.type === 'data') text += Buffer.from(item.bytes).toString();
        }
        return text;
      })
      .toContain('the-end');
    expect(text.length).toBeLessThan(400 * 1024);
    expect(text).toContain('line 59999');
  });
});

test('Ctrl-C in front of a main process without a terminal interrupts it, as in a shell', async () => {
  const id = await container('--', 'sh', '-c', 'trap "echo stopping; exit 130" INT; while true; do sleep 0.1; done');
  const terminal = await open(attach(id));
  await terminal.type('\x03');
  const { exitCode, text } = await readToEnd(terminal.output());
  expect(exitCode).toBe(130);
  expect(text).toBe('^C\r\nstopping\r\n');
});

test('what is typed goes to a main process with an open input line by line', async () => {
  const id = await container('-i', '--', 'sh', '-c', 'while read line; do echo "got $line"; done');
  const terminal = await open(attach(id));
  await terminal.type('hex\x7fllo\r');
  expect(await readUntil(terminal.output(), /got/)).toContain('hex\b \bllo\r\n');
  await terminal.type('\x04');
  // Started with `--detach`, it keeps its input open when one that was attached has ended: as the CLI, we are let go.
  expect(await readToEnd(terminal.output())).toMatchObject({ message: 'Detached; the container runs on.' });
});
