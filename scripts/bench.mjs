// The figures of docs/benchmarks.md. `npm run bench`, or `npm run bench -- list` for the files whose name matches.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { ensureDependencies, root } from './ensure-dependencies.mjs';

ensureDependencies();
const { ensureTestSystem } = await import('./ensure-system.mjs');
if (!(await ensureTestSystem())) process.exit(1);

const results = path.join(root, 'test-results');
const file = path.join(results, 'bench.ndjson');
mkdirSync(results, { recursive: true });
rmSync(file, { force: true });

const run = (command, args) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, GANTRY_BENCH_FILE: file } }).status;

if (run('node', ['scripts/build.mjs']) !== 0) process.exit(1);
const status = run('npx', [
  '--no-install',
  'playwright',
  'test',
  '--config',
  'e2e/bench/playwright.config.ts',
  ...process.argv.slice(2),
]);

const figures = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  : [];
const machine = {
  cpus: cpus().length,
  model: cpus()[0]?.model,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};
writeFileSync(
  path.join(results, 'bench.json'),
  `${JSON.stringify({ at: new Date().toISOString(), machine, figures }, null, 2)}\n`,
);

console.log('\n| measure | figure | bar | |\n|---|---:|---:|---|');
for (const { measure, value, unit, bar, isFloor, note } of figures) {
  const met = bar === undefined ? '' : (isFloor ? value > bar : value < bar) ? 'met' : '**missed**';
  const text = value >= 100 ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(3));
  console.log(
    `| ${measure}${note ? ` (${note})` : ''} | ${text} ${unit} | ${bar === undefined ? '' : `${isFloor ? '>' : '<'} ${bar.toLocaleString('en')}`} | ${met} |`,
  );
}
process.exit(status ?? 1);
