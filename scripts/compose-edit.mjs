// Edits a Compose file from the command line and prints it: docs/compose-edit.md. Prints nothing else on standard output.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { stampOf } from './build.mjs';
import { root } from './ensure-dependencies.mjs';

const USAGE = `Usage: npm run -s compose-edit -- FILE < edits.json

Reads a JSON list of edits from standard input, prints the edited file and exits 0.
If they cannot be made it prints why on standard error and exits 2. FILE itself is never changed.

  [{"op": "set", "path": ["services", "web", "image"], "value": "nginx:1.27"}]

docs/compose-edit.md tells all of it.`;

const folder = path.join(root, '.cache/compose-edit');
const source = path.join(root, 'contract/compose');

process.exitCode = await run(process.argv.slice(2));

async function run(args) {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(USAGE);
    return 0;
  }
  const [file, ...more] = args;
  if (file === undefined || more.length > 0) return refuse(USAGE);
  try {
    const text = readText(file);
    const json = readFileSync(0, 'utf8');
    const { editHeadless } = await import(pathToFileURL(await ensureBundle()).href);
    const outcome = editHeadless(text, json);
    if ('reason' in outcome) return refuse(outcome.reason);
    print(Buffer.from(outcome.text, 'utf8'));
    return 0;
  } catch (thrown) {
    return refuse(thrown.message);
  }
}

function refuse(reason) {
  console.error(reason);
  return 2;
}

/** What is no UTF-8 would come out as something else than it went in. */
function readText(file) {
  const bytes = readFileSync(file);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error(`${file} is not written in UTF-8: it would not stay as it is.`);
  }
}

/** To the end, also into a pipe that is read slowly. */
function print(bytes) {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(1, bytes, at);
    } catch (thrown) {
      if (thrown.code !== 'EAGAIN') throw thrown;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** The code that edits, in one file that Node can load; made anew when its sources have changed. */
async function ensureBundle() {
  const stamp = stampOf([source, path.join(root, 'package-lock.json'), path.join(root, 'scripts/compose-edit.mjs')]);
  const bundle = path.join(folder, `${stamp.slice(0, 16)}.mjs`);
  if (existsSync(bundle)) return bundle;
  const { build } = await import('vite');
  const draft = path.join(folder, `draft-${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: path.join(source, 'headless.ts'),
      target: 'node20',
      outDir: draft,
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'headless.mjs' } },
    },
  });
  mkdirSync(folder, { recursive: true });
  // Put in its place at once: another one may be starting.
  renameSync(path.join(draft, 'headless.mjs'), bundle);
  for (const name of readdirSync(folder)) {
    if (name !== path.basename(bundle) && name !== path.basename(draft) && name.endsWith('.mjs'))
      rmSync(path.join(folder, name), { force: true });
  }
  rmSync(draft, { recursive: true, force: true });
  return bundle;
}
