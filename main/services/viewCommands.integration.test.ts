import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachCommand } from '../../contract/commands/viewCommands.ts';
import type { ServiceOf } from '../../contract/index.ts';
import type { Terminal, TerminalOutput, TerminalTarget } from '../../contract/model/terminal.ts';
import { startTestRegistry } from '../docker/testing/registry.ts';
import { createJobs } from '../jobs/createJobs.ts';
import { docker, runTest, shell } from '../live/testing/engineCli.ts';
import { madeNames } from '../live/testing/madeNames.ts';
import { type LiveEngine, startLiveEngine } from '../live/testing/liveEngine.ts';
import { shellInTerminal } from '../live/testing/shellInTerminal.ts';
import { comparable } from './containers/testing/comparable.ts';
import { createActivityLog } from './activity.ts';
import { createImagesService } from './images.ts';
import { createUploads } from './uploads.ts';
import { createTerminalsService } from './terminals.ts';

const context = 'default';
const { signal } = new AbortController();
let engine: LiveEngine;

beforeAll(async () => void (engine = await startLiveEngine()));
afterAll(() => engine.close());
const name = madeNames();

test('the command that is shown of a pull leaves the same image as the pull', async () => {
  const registry = await startTestRegistry();
  const jobs = createJobs();
  const images = createImagesService({
    ...engine,
    ...engine.contexts,
    activity: createActivityLog(),
    jobs,
    host: { offerFile: () => Promise.reject(new Error('nothing is saved here')) },
    uploads: createUploads(),
  });
  const reference = `${registry.host}/test:one`;
  const left = async () => {
    const [image] = JSON.parse(await docker('image', 'inspect', reference)) as [Record<string, unknown>];
    return { ...image, Metadata: undefined, GraphDriver: undefined }; // when it was tagged, where it lies
  };
  try {
    const { jobId } = await images.pull({ context, reference }, signal);
    const { command, result } = await jobEnded(jobs, jobId);
    const ours = await left();
    expect(result).toMatchObject({ type: 'image', digest: registry.digest, id: ours['Id' as keyof typeof ours] });
    await docker('image', 'rm', reference);
    await expect(left()).rejects.toThrow('No such image');
    await shell(command ?? '');
    expect(await left()).toEqual(ours);
  } finally {
    await docker('image', 'rm', reference).catch(() => {}); // the failure says more
    await jobs.close();
    await registry.close();
  }
});

describe('the command that is shown of a terminal does what the terminal does', () => {
  let terminals: ServiceOf<'terminals'>;
  let closeAll: () => Promise<void>;
  beforeAll(() => {
    const { contexts, live } = engine;
    const service = createTerminalsService({
      activity: createActivityLog(),
      getConnection: contexts.getConnection,
      cliArgs: contexts.cliArgs,
      live,
    });
    terminals = service.handlers;
    closeAll = () => service.close();
  });
  afterAll(() => closeAll());

  /** Answers each line, and ends with 3 when it is told to. */
  const ANSWERING = 'while read -r line; do [ "$line" = end ] && exit 3; echo "got <$line>"; done';
  type Answering = Awaited<ReturnType<typeof answering>>;
  const answering = async (hint: string) => {
    const container = name(hint);
    const id = await runTest(container, '--interactive', '--tty', '--', 'sh', '-c', ANSWERING);
    return { container, id };
  };
  /** The command shown for the one container, said to the other, whether it is called by name or id. */
  const sameFor = ({ command }: Terminal, mine: Answering, other: Answering) => {
    expect([attachCommand(mine.container), attachCommand(mine.id.slice(0, 12))]).toContain(command);
    return attachCommand(other.container);
  };
  const left = async (container: string) => {
    const [inspected] = JSON.parse(await docker('container', 'inspect', container)) as [unknown];
    return { inspected: comparable(inspected, container), log: await docker('container', 'logs', container) };
  };

  async function opened(target: TerminalTarget) {
    const terminal = await terminals.open({ target, columns: 80, rows: 24 }, signal);
    const outputs = terminals.output({ terminalId: terminal.id }, signal)[Symbol.asyncIterator]();
    return { terminal, outputs, type: (text: string) => typeIn(terminal, text) };
  }
  const typeIn = (terminal: Terminal, text: string) =>
    terminals.write({ terminalId: terminal.id, bytes: new TextEncoder().encode(text) }, signal);

  test('attach: what is typed reaches the program, and leaving lets it run on', async () => {
    const [mine, other] = [await answering('ours'), await answering('theirs')];
    const ours = await opened({ type: 'attach', ref: { context, id: mine.id } });
    await ours.type('one\r');
    await printed(ours.outputs, 'got <one>');
    await terminals.close({ terminalId: ours.terminal.id }, signal);

    const theirs = shellInTerminal(sameFor(ours.terminal, mine, other));
    theirs.type('one\r');
    await theirs.says('got <one>');
    theirs.type('\x10\x11'); // Ctrl-P Ctrl-Q
    await theirs.ended;

    // What a program prints reaches those who watch it before it is in the log.
    await expect.poll(async () => (await left(mine.container)).log).toContain('got <one>');
    const expected = await left(mine.container);
    expect(expected.inspected).toMatchObject({ State: { Status: 'running', Running: true } });
    await expect.poll(() => left(other.container)).toEqual(expected);
  });

  test('attach: what the program ends with is told', async () => {
    const [mine, other] = [await answering('ours'), await answering('theirs')];
    const ours = await opened({ type: 'attach', ref: { context, id: mine.id } });
    await ours.type('end\r');
    const { exitCode } = await ending(ours.outputs);

    const theirs = shellInTerminal(sameFor(ours.terminal, mine, other));
    theirs.type('end\r');
    expect(await theirs.ended).toBe(exitCode);
    expect(exitCode).toBe(3);
    expect(await left(other.container)).toEqual(await left(mine.container));
  });

  test('exec: a shell in a terminal, as that user, in that folder, with that exit code', async () => {
    const container = name('web');
    const id = await runTest(container);
    const ours = await opened({ type: 'exec', ref: { context, id }, shell: 'sh', user: '1234', workingDir: '/tmp' });
    const asked = 'echo "<$(id -u) $(pwd) $TERM $(test -t 0 && echo tty)>"; exit 7\r';
    const answer = '<1234 /tmp xterm-256color tty>';
    await ours.type(asked);
    const { text, exitCode } = await ending(ours.outputs);
    expect(text).toContain(answer);

    const theirs = shellInTerminal(ours.terminal.command);
    await theirs.says('$ ');
    theirs.type(asked);
    await theirs.says(answer);
    expect(await theirs.ended).toBe(exitCode);
    expect(exitCode).toBe(7);
  });
});

async function jobEnded(jobs: ReturnType<typeof createJobs>, jobId: string) {
  for await (const change of jobs.feed.watch(AbortSignal.timeout(30_000))) {
    const changed = change.type === 'snapshot' ? change.items : change.upserted;
    const job = changed.find(({ id, state }) => id === jobId && state !== 'running');
    if (job) return job;
  }
  throw new Error('The job did not end.');
}

async function printed(outputs: AsyncIterator<TerminalOutput>, wanted: string): Promise<void> {
  for (let text = ''; !text.includes(wanted);) {
    const { value, done } = await outputs.next();
    if (done || value.type === 'exit') throw new Error(`It ended, and printed only: ${text}`);
    text += Buffer.from(value.bytes).toString();
  }
}

async function ending(outputs: AsyncIterator<TerminalOutput>) {
  for (let text = ''; ;) {
    const { value, done } = await outputs.next();
    if (done) throw new Error(`It did not say how it ended: ${text}`);
    if (value.type === 'exit') return { text, exitCode: value.exitCode };
    text += Buffer.from(value.bytes).toString();
  }
}
