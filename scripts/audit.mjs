// Known holes in what is shipped: the dependencies, what the page's bundle takes in (development dependencies to npm, so
// its own `--omit dev` would pass them over), and Electron. Tools of development are left to their own updates.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './ensure-dependencies.mjs';

/** `{ "GHSA-…": { "reason": "why it does not touch us", "until": "2026-12-31" } }`: none lasts for ever. */
const EXCEPTIONS = path.join(root, 'scripts/audit-exceptions.json');

/** Names of packages that files import: `@scope/name` or `name`, no paths of our own, none of Node's. */
export function importedPackages(texts) {
  const names = new Set();
  for (const text of texts) {
    for (const [, name] of text.matchAll(/\b(?:from|import)\s*\(?\s*'((?:@[\w.-]+\/)?[\w-][\w.-]*)(?:\/[^']*)?'/g))
      names.add(name);
  }
  return names;
}

/** Those, and all that they need in turn, as package-lock.json has them. */
export function withTheirDependencies(names, lock) {
  const found = new Set();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    for (const [place, one] of Object.entries(lock.packages)) {
      if (!place.endsWith(`node_modules/${name}`)) continue;
      waiting.push(...Object.keys({ ...one.dependencies, ...one.optionalDependencies }));
    }
  }
  return found;
}

/** What of npm's report touches what is shipped and is not excused today. */
export function openAdvisories(report, shipped, exceptions, today) {
  const open = new Map();
  for (const [name, { via }] of Object.entries(report.vulnerabilities)) {
    if (!shipped.has(name)) continue;
    for (const advisory of via.filter((one) => typeof one === 'object')) {
      const id = advisory.url.split('/').at(-1);
      const excuse = exceptions[id];
      if (!excuse?.reason || !(excuse.until >= today))
        open.set(id, `${id} (${advisory.severity}) in ${name}: ${advisory.title}`);
    }
  }
  return [...open.values()];
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !/[\\/]testing[\\/]/.test(file));
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

export function shippedPackages() {
  const { dependencies } = readJson(path.join(root, 'package.json'));
  const page = ['renderer', 'contract'].flatMap((folder) => filesIn(path.join(root, folder)));
  const inPage = importedPackages(page.map((file) => readFileSync(file, 'utf8')));
  const lock = readJson(path.join(root, 'package-lock.json'));
  const known = [...inPage].filter((name) => lock.packages[`node_modules/${name}`]);
  return new Set(['electron', ...withTheirDependencies([...Object.keys(dependencies), ...known], lock)]);
}

function audit() {
  const { stdout, stderr } = spawnSync('npm', ['audit', '--json'], {
    ...{ cwd: root, encoding: 'utf8', maxBuffer: 1e9 },
    shell: process.platform === 'win32',
  });
  let report = {};
  try {
    report = JSON.parse(stdout);
  } catch {
    // Said below.
  }
  if (!report.vulnerabilities) {
    console.error(`The registry gives no advisories, so nothing was looked at: ${report.message ?? stderr.trim()}`);
    return 2;
  }
  const open = openAdvisories(report, shippedPackages(), readJson(EXCEPTIONS), new Date().toISOString().slice(0, 10));
  for (const line of open) console.error(line);
  return open.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = audit();
