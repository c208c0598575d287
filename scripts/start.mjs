// One command to a running Gantry: installs if needed, builds if stale, opens a window, or a browser where there can be none.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuild } from './build.mjs';
import { ensureDependencies, root } from './ensure-dependencies.mjs';

const USAGE = `Usage: npm start -- [options]

  --browser        Use Gantry in a browser, also where it could have a window
  --port N         Port for the browser (default: the first free one from 4280)
  --no-open        Do not open the browser; only print the address
  --context NAME   Begin with this engine (a context of the docker CLI)
  --help           Show this

Data (settings, Gantry’s own engine) is in GANTRY_DATA_DIR, by default where your system keeps such things.`;

const options = readOptions();
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}
ensureDependencies();
ensureBuild();

const { findElectron } = await import('./electron.mjs');
const electron = options.browserFor ? { missing: `asked for with ${options.browserFor}` } : findElectron(root);
if ('binary' in electron) {
  const { runElectron } = await import('./electron.mjs');
  process.exit(await runElectron(electron.binary, root, options.context));
}
console.log(`Browser mode: ${electron.missing}.`);
const { runBrowserMode } = await import(pathToFileURL(path.join(root, 'dist/main/cli.mjs')).href);
const code = await runBrowserMode({
  port: options.port,
  contextName: options.context,
  open: !options.noOpen && canShowBrowser(),
  prepareSystem,
});
process.exit(code);

/** In a process of its own: apt takes its time, and the server must go on answering. */
function prepareSystem() {
  const module = JSON.stringify(new URL('./ensure-system.mjs', import.meta.url).href);
  const script = `const { ensureEngineSystem } = await import(${module}); await ensureEngineSystem();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve) => {
    child.on('error', resolve);
    child.on('exit', resolve);
  });
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        browser: { type: 'boolean', default: false },
        port: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        context: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const { port } = values;
    if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65535)) {
      throw new Error(`--port wants a number up to 65535, not “${port}”.`);
    }
    if (values.context === '') throw new Error('--context wants a name.');
    return {
      browserFor: values.browser ? '--browser' : port !== undefined ? '--port' : undefined,
      port: port === undefined ? undefined : Number(port),
      noOpen: values['no-open'],
      context: values.context,
      help: values.help,
    };
  } catch (thrown) {
    console.error(`${thrown.message.split('. ')[0].replace(/\.?$/, '.')} \`npm start -- --help\` lists the options.`);
    process.exit(2);
  }
}

function canShowBrowser() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
