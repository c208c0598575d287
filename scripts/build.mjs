// Builds dist/ when what it is made of has changed: the page, the browser-mode server, the Electron shell.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { root } from './ensure-dependencies.mjs';

const SOURCES = [
  'contract',
  'engine',
  'main',
  'app',
  'renderer',
  'resources/templates',
  'scripts/build.mjs',
  'scripts/vite',
  'package-lock.json',
];
const dist = path.join(root, 'dist');
const stampFile = path.join(dist, '.stamp');

/**
 * Builds if it must, in a process of its own: what a bundler takes in memory does not stay with who goes on from here.
 * Ends the process when the build fails.
 */
export function ensureBuild() {
  if (isBuilt(currentStamp())) return;
  console.log('Building…');
  const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(1);
}

async function build() {
  const stamp = currentStamp();
  if (isBuilt(stamp)) return false;
  process.env.NODE_ENV = 'production';
  // Built beside and then put in its place: a build that fails leaves what worked.
  const draft = path.join(root, `node_modules/.cache/gantry/build-${process.pid}`);
  const [vite, { builds }] = await Promise.all([import('vite'), import('./vite/builds.mjs')]);
  try {
    for (const config of builds(root, draft)) await vite.build(config);
    cpSync(path.join(root, 'resources/templates'), path.join(draft, 'stack-templates'), { recursive: true });
    writeFileSync(path.join(draft, '.stamp'), stamp);
    rmSync(dist, { recursive: true, force: true });
    renameSync(draft, dist);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return true;
}

const currentStamp = () => stampOf(SOURCES.map((source) => path.join(root, source)));
const isBuilt = (stamp) => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;

/** A digest of names and contents, tests left out: times change with every checkout and say nothing. */
export function stampOf(sources) {
  const hash = createHash('sha256');
  const add = (file) => hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) walk(file);
      else if (!/\.test\.tsx?$|\.md$/.test(entry.name)) add(file);
    }
  };
  for (const source of sources) {
    if (!existsSync(source)) continue;
    if (path.extname(source)) add(source);
    else walk(source);
  }
  return hash.digest('hex');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const startedAt = Date.now();
  try {
    const hasBuilt = await build();
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    console.log(hasBuilt ? `Built in ${seconds} s.` : 'Nothing has changed since the last build.');
  } catch ({ message }) {
    console.error(message);
    process.exit(1);
  }
}
