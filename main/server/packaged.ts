import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { toAppError } from '../../contract/errors.ts';
import { dataDirFor } from '../storage/dataDir.ts';
import { removeData, whatIsThere } from './removeData.ts';
import { runBrowserMode } from './cli.ts';

const USAGE = `Usage: gantry [options]
       gantry remove-data [--keep settings|containers] [--yes]

  --browser        Use Gantry in a browser, also where it could have a window
  --port N         Port for the browser (default: the first free one from 4280)
  --no-open        Do not open the browser; only print the address
  --context NAME   Begin with this engine (a context of the docker CLI)
  --help           Show this

remove-data ends Gantry’s own engine and removes what Gantry keeps of you: says first what goes, and asks.`;

/** Where the package has put the engine and its parts: `resources`, three folders above `browser/dist/main`. */
const resourcesDir = path.resolve(fileURLToPath(new URL('../../..', import.meta.url)));

/** An installed Gantry without a window: what `/usr/bin/gantry` runs on Node. Gives the exit code. */
async function run(args: readonly string[]): Promise<number> {
  const options = parse(args);
  if (typeof options === 'string') {
    console.error(options);
    return 2;
  }
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  if (options.command === 'remove-data') return removeAfterAsking(options.keep, options.yes);
  const { port, context } = options;
  const canShow = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  return runBrowserMode({
    resourcesDir,
    open: !options['no-open'] && canShow,
    port: port === undefined ? undefined : Number(port),
    contextName: context,
  });
}

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        browser: { type: 'boolean' },
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        context: { type: 'string' },
        keep: { type: 'string', multiple: true, default: [] },
        yes: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const [command] = positionals;
    if (command !== undefined && command !== 'remove-data') return `There is no “${command}”. ${USAGE}`;
    if (values.port !== undefined && !(/^\d{1,5}$/.test(values.port) && Number(values.port) <= 65535)) {
      return `--port wants a number up to 65535, not “${values.port}”.`;
    }
    return { ...values, command };
  } catch (error) {
    return `${toAppError(error).message} “gantry --help” lists the options.`;
  }
}

async function removeAfterAsking(kept: readonly string[], isSure: boolean): Promise<number> {
  const dataDir = dataDirFor(process.env);
  const things = await whatIsThere(dataDir);
  const unknown = kept.find((one) => one !== 'settings' && one !== 'containers');
  if (unknown !== undefined) {
    console.error(`--keep wants “settings” or “containers”, not “${unknown}”.`);
    return 2;
  }
  const going = things.filter(({ kind }) => !kept.includes(kind));
  if (going.length === 0) {
    console.log(`There is nothing to remove in ${dataDir}.`);
    return 0;
  }
  console.log(`This goes, and cannot be brought back:\n${going.map(({ words }) => `  ${words}`).join('\n')}`);
  if (!isSure && !(await isAgreed())) {
    console.log('Nothing was removed.');
    return 1;
  }
  try {
    await removeData({ dataDir, env: process.env, kinds: new Set(going.map(({ kind }) => kind)) });
    console.log('Removed.');
    return 0;
  } catch (thrown) {
    const error = toAppError(thrown);
    console.error([error.message, 'hint' in error ? (error.hint ?? '') : ''].join(' ').trim());
    return 1;
  }
}

async function isAgreed(): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await lines.question('Remove it? [y/N] ')).trim());
  } finally {
    lines.close();
  }
}

process.exit(await run(process.argv.slice(2)));
