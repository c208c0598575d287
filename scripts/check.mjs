// Format, lint, types and unused code: what a reviewer should never have to say. Under a minute.
import { spawn } from 'node:child_process';
import { ensureDependencies, root } from './ensure-dependencies.mjs';

ensureDependencies();

const checks = [
  { name: 'types', command: 'tsc', args: ['-b'] },
  {
    name: 'format',
    command: 'prettier',
    args: ['--check', '--log-level', 'warn', '--cache', '.'],
  },
  { name: 'lint', command: 'oxlint', args: ['--type-aware', '--deny-warnings'] },
  { name: 'unused', command: 'knip', args: [] },
];

// Two at a time: more only makes them wait for each other on a small machine.
const queue = [...checks];
const failed = [];
await Promise.all([worker(), worker()]);
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}.`);
  process.exit(1);
}
console.log('All checks passed.');

async function worker() {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { name, command, args } = next;
    const startedAt = Date.now();
    const { status, output } = await run(command, args);
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
    if (status !== 0) {
      failed.push(name);
      console.error(output);
    }
  }
}

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn('npx', ['--no-install', command, ...args], { cwd: root, shell: process.platform === 'win32' });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('close', (status) => resolve({ status, output }));
  });
}
