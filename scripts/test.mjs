// Everything that proves Gantry: unit, integration (a real dockerd), end to end (a real Chromium, the real app).
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies, root } from './ensure-dependencies.mjs';

ensureDependencies();
const { ensureTestSystem } = await import('./ensure-system.mjs');
if (!(await ensureTestSystem())) process.exit(1);

const reports = path.join(root, 'test-results/reports');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const suites = [
  { name: 'unit', command: vitest('unit') },
  { name: 'integration', command: vitest('integration') },
  { name: 'build', command: ['node', 'scripts/build.mjs'] },
  { name: 'e2e', command: ['npx', '--no-install', 'playwright', 'test', '--reporter=list,json'] },
];

let passed = 0;
let failed = 0;
let skipped = 0;
for (const { name, command } of suites) {
  console.log(`\n— ${name}`);
  const [file, ...args] = command;
  const { status } = spawnSync(file, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(reports, 'e2e.json') },
  });
  const counts = count(name);
  passed += counts.passed;
  skipped += counts.skipped;
  // A suite that ends badly without a failing test (a leftover container, a crash) is a failure too.
  failed += status === 0 ? counts.failed : Math.max(1, counts.failed);
}
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 ? 1 : 0);

function vitest(project) {
  const outputFile = path.join(reports, `${project}.json`);
  return [
    'npx',
    '--no-install',
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${outputFile}`,
  ];
}

function count(name) {
  if (name === 'build') return { passed: 0, failed: 0, skipped: 0 };
  try {
    const report = JSON.parse(readFileSync(path.join(reports, `${name}.json`), 'utf8'));
    if (name === 'e2e') {
      const { expected, unexpected, flaky, skipped } = report.stats;
      return { passed: expected + flaky, failed: unexpected, skipped };
    }
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
