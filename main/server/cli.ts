import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { toAppError } from '../../contract/errors.ts';
import { ensureEngine } from '../ensureEngine.ts';
import { createGantry } from '../gantry.ts';
import { dataDirFor, makeDataDir } from '../storage/dataDir.ts';
import { type Holder, takeLock } from '../storage/lock.ts';
import { createArrivals } from './arrivals.ts';
import { createDownloads } from './downloads.ts';
import { openBrowser } from './openBrowser.ts';
import { outliveMistakes } from './outlive.ts';
import { startServer } from './server.ts';

export interface BrowserModeOptions {
  readonly port?: number | undefined;
  readonly contextName?: string | undefined;
  /** Opens the person's browser at the address. */
  readonly open: boolean;
  readonly prepareSystem?: () => Promise<void>;
  /** What came with an installed app. */
  readonly resourcesDir?: string;
}

/**
 * Runs Gantry for a browser until it is told to end (Ctrl-C, SIGTERM, the terminal closed). Containers and the app's
 * own engine go on. Gives the exit code. Called by `scripts/start.mjs`, built as `dist/main/cli.mjs`.
 */
export async function runBrowserMode(options: BrowserModeOptions): Promise<number> {
  const ended = endOf(process);
  const dataDir = dataDirFor(process.env);
  await makeDataDir(dataDir);
  const taken = await takeLock(dataDir);
  if ('heldBy' in taken) return fail(heldBy(taken.heldBy));
  const closing: (() => Promise<unknown>)[] = [() => taken.lock.release()];
  for (const output of [process.stdout, process.stderr]) output.on('error', () => {}); // the terminal was closed
  const end = outliveMistakes(process, complain);
  try {
    const downloads = createDownloads();
    const arrivals = createArrivals();
    const gantry = await createGantry({
      version: await versionOf(),
      dataDir,
      resourcesDir: options.resourcesDir,
      host: { ...downloads.host, takeFile: arrivals.takeFile },
      env: process.env,
      ...(options.contextName !== undefined && { contextName: options.contextName }),
    });
    closing.unshift(() => gantry.close());
    const server = await startServer({
      handlers: gantry.handlers,
      downloads,
      arrivals,
      staticDir: fileURLToPath(new URL('../renderer', import.meta.url)),
      port: options.port,
    });
    closing.unshift(() => server.close());
    await taken.lock.announce(server.address);
    say(`Gantry is at ${server.url}`);
    if (options.open) closing.push(await openBrowser(server.url, dataDir));

    ensureEngine(
      gantry.handlers,
      { prepareSystem: options.prepareSystem, contextName: options.contextName, say },
      ended.signal,
    ).catch((thrown: unknown) => {
      if (!ended.signal.aborted) complain(thrown);
    });
    await ended.happened;
    return 0;
  } catch (thrown) {
    complain(thrown);
    return 1;
  } finally {
    for (const close of closing) await close().catch(complain);
    end();
  }
}

function endOf(of: NodeJS.Process) {
  const abort = new AbortController();
  const happened = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      of.on(signal, () => {
        if (abort.signal.aborted) of.exit(1); // asked twice: at once
        abort.abort();
        resolve();
      });
    }
  });
  return { signal: abort.signal, happened };
}

const heldBy = ({ pid, address }: Holder) =>
  address
    ? `Gantry runs already (process ${pid}): open the address that it printed (${address}…), or end it first.`
    : `Gantry runs already (process ${pid}): use its window, or end it first.`;

async function versionOf(): Promise<string> {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

function complain(thrown: unknown): void {
  const error = toAppError(thrown);
  process.stderr.write(`${error.message}${'hint' in error && error.hint ? ` ${error.hint}` : ''}\n`);
}

function fail(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}
