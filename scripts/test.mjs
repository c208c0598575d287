// Everything that proves Gantry: unit, integration (a real dockerd), end to end (a real Chromium, the real app).
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies, root } from './ensure-dependencies.mjs';

ensureDependencies();
const { ensureTestSystem } = await import('./ensure-system.mjs');
if (!(await ensureTestSystem())) process.exit(1);
const { ensureRegistry } = await import('./ensure-registry.mjs');
if (!ensureRegistry()) process.exit(1);
const { ensureSshd } = await import('./ensure-sshd.mjs');
if (!ensureSshd()) process.exit(1);

const reports = path.join(root, 'test-results/reports');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const suites = [
  { name: 'unit', command: vitest('unit', 'unit*') },
  { name: 'integration', command: vitest('integration') },
  { name: 'build', command: ['node', 'scripts/build.mjs'] },
  { name: 'e2e', command: ['npx', '--no-install', 'playwright', 'test', '--reporter=list,json'] },
];

let passed = 0;
let failed = 0;
let skipped = 0;
/** Told once more at the end: in a long output nobody finds them. */
const failures = [];
for (const { name, command } of suites) {
  console.log(`\n— ${name}`);
  const [file, ...args] = command;
  const { status } = spawnSync(file, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(reports, 'e2e.json') },
  });
  const counts = count(name);
  failures.push(...counts.failures.map((failure) => `${name} › ${failure}`));
  if (status !== 0 && counts.failures.length === 0) failures.push(`${name} › ended with exit code ${status}`);
  passed += counts.passed;
  skipped += counts.skipped;
  // A suite that ends badly without a failing test (a leftover container, a crash) is a failure too.
  failed += status === 0 ? counts.failed : Math.max(1, counts.failed);
}
for (const failure of failures) console.log(`✘ ${failure}`);
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 ? 1 : 0);

function vitest(suite, projects = suite) {
  const outputFile = path.join(reports, `${suite}.json`);
  return [
    'npx',
    '--no-install',
    'vitest',
    'run',
    '--project',
    projects,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${outputFile}`,
  ];
}

function count(name) {
  const none = { passed: 0, failed: 0, skipped: 0, failures: [] };
  if (name === 'build') return none;
  let report;
  try {
    report = JSON.parse(readFileSync(path.join(reports, `${name}.json`), 'utf8'));
  } catch {
    return { ...none, failed: 1, failures: ['left no report'] };
  }
  if (name === 'e2e') {
    const { expected, unexpected, flaky, skipped } = report.stats;
    return { passed: expected + flaky, failed: unexpected, skipped, failures: report.suites.flatMap(failedSpecs) };
  }
  const failures = report.testResults.flatMap(({ status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [message];
    return failed.map((test) => `${test.fullName}: ${firstLine(test.failureMessages)}`);
  });
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}

function failedSpecs({ suites = [], specs = [] }) {
  const failed = specs.filter(({ ok }) => !ok).map(({ file, line, title }) => `${file}:${line} ${title}`);
  return [...failed, ...suites.flatMap(failedSpecs)];
}

function firstLine(messages) {
  return messages.join('\n').split('\n', 1)[0];
}
