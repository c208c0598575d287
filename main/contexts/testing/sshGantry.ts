import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { afterEach } from 'vitest';
import { contract, type GantryClient } from '../../../contract/index.ts';
import type { Context } from '../../../contract/model/context.ts';
import type { Job } from '../../../contract/model/job.ts';
import type { SignInQuestion } from '../../../contract/model/signIn.ts';
import { connect } from '../../../contract/rpc/connect.ts';
import { memoryPipe } from '../../../contract/rpc/memory.ts';
import { serve } from '../../../contract/rpc/serve.ts';
import { makePerson, type TestPerson } from '../../../engine/ssh/testing/person.ts';
import { KEEPER, makeKey, type SshdOptions, startSshd, type TestSshd } from '../../../engine/ssh/testing/sshd.ts';
import { testEngine } from '../../../engine/testing/testEngine.ts';
import { createGantry } from '../../gantry.ts';
import { endedJob } from '../../jobs/testing/endedJob.ts';

const run = promisify(execFile);

/** The whole app, used by somebody whose docker context `lab` is the test engine behind a real SSH server. */
export interface SshGantry {
  readonly client: GantryClient;
  readonly sshd: TestSshd;
  readonly person: TestPerson;
  /** Where the app keeps what it keeps. */
  readonly dataDir: string;
  /** The docker CLI of that person. */
  docker(...args: string[]): Promise<string>;
  question(): Promise<SignInQuestion>;
  context(is: (context: Context) => boolean): Promise<Context>;
  ended(jobId: string): Promise<Job>;
  /** Closes the app alone. */
  quit(): Promise<void>;
  close(): Promise<void>;
}

interface Options extends SshdOptions {
  readonly user?: string;
  readonly passphrase?: string;
  readonly trusts?: boolean;
}

export async function startSshGantry({
  user = KEEPER,
  passphrase,
  trusts = true,
  ...options
}: Options = {}): Promise<SshGantry> {
  const { socketPath, cliPath } = testEngine();
  const sshd = await startSshd({ engineSocket: socketPath, path: dirname(cliPath), ...options });
  const person = await makePerson();
  const dataDir = await mkdtemp(join(tmpdir(), 'gantry-ssh-data-'));
  const key = await makeKey(join(person.home, '.ssh/id_ed25519'), 'ed25519', passphrase);
  await sshd.allow(await readFile(`${key}.pub`, 'utf8'));
  const hostKey = await readFile(join(sshd.hostKeys, 'ssh_host_ed25519_key.pub'), 'utf8');
  if (trusts) await person.file('known_hosts', `[127.0.0.1]:${sshd.port} ${hostKey}`);
  const env = { PATH: process.env['PATH'], HOME: person.home, USER: 'somebody', XDG_RUNTIME_DIR: person.home };
  const plugins = join(person.home, '.docker/cli-plugins');
  await mkdir(plugins, { recursive: true });
  for (const name of ['buildx', 'compose']) {
    const program = process.env[`GANTRY_TEST_${name.toUpperCase()}`];
    if (program) await symlink(program, join(plugins, `docker-${name}`));
  }
  const docker = async (...args: string[]) => (await run(cliPath, args, { env })).stdout.trim();
  await docker('context', 'create', 'lab', '--docker', `host=ssh://${user}@127.0.0.1:${sshd.port}`);
  const gantry = await createGantry({
    version: '1',
    dataDir,
    host: { mode: 'browser', offerFile: () => Promise.reject(new Error('No files here.')) },
    env,
    contextName: 'lab',
  });
  const [clientEnd, serverEnd, closePipe] = memoryPipe();
  serve(contract, gantry.handlers, serverEnd);
  const client = connect(contract, clientEnd);
  let isOpen = true;
  async function quit() {
    if (!isOpen) return;
    isOpen = false;
    closePipe();
    await gantry.close();
  }
  const soon = () => ({ signal: AbortSignal.timeout(30_000) });
  return {
    ...{ client, sshd, person, dataDir, docker },
    async question() {
      for await (const [first] of client.contexts.questions({}, soon())) if (first) return first;
      throw new Error('Nothing was asked.');
    },
    async context(is) {
      for await (const list of client.contexts.watch({}, soon())) {
        const lab = list.find(({ name }) => name === 'lab');
        if (lab && is(lab)) return lab;
      }
      throw new Error('The context was never like that.');
    },
    ended: (jobId) => endedJob(client, jobId, soon().signal),
    quit,
    async close() {
      await quit();
      await sshd.close();
      await person.leave();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** For a file of tests: what each test starts ends with it, and what else it gives to `ending`, the last first. */
export function sshGantries() {
  const ending: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ending.splice(0).reverse()) await end();
  });
  return {
    ending,
    async start(this: void, options?: Options): Promise<SshGantry> {
      const app = await startSshGantry(options);
      ending.push(() => app.close());
      return app;
    },
  };
}

export const isConnected = ({ state }: Pick<Context, 'state'>): boolean => state.type === 'connected';
