import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = mkdtempSync(path.join(tmpdir(), 'gantry-compose-edit-'));
const file = path.join(folder, 'compose.yaml');
const TEXT = '\ufeff# head\r\nservices:\r\n  web:\r\n    image: nginx   # pinned\r\n    ports: ["80:80"]\r\n';

beforeAll(() => writeFileSync(file, TEXT));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(input: unknown, target = file, ...more: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/compose-edit.mjs', target, ...more], {
    encoding: 'utf8',
    input: typeof input === 'string' ? input : JSON.stringify(input),
  });
  return { status, stdout, stderr };
}

test('prints the file with the edit, byte for byte, and leaves the file itself', () => {
  const { status, stdout, stderr } = run([
    { op: 'set', path: ['services', 'web', 'image'], value: 'nginx:1.27' },
    { op: 'insert', path: ['services', 'web', 'ports'], index: 0, value: '443:443' },
  ]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toBe(TEXT.replace('nginx ', 'nginx:1.27 ').replace('["80', '["443:443", "80'));
  expect(readFileSync(file, 'utf8')).toBe(TEXT);
});

test('an empty list prints the file as it is', () => {
  expect(run([])).toEqual({ status: 0, stdout: TEXT, stderr: '' });
});

test.each([
  ['an edit that cannot be made', [{ op: 'remove', path: ['services', 'db'] }], 'There is no services.db.'],
  [
    'one of several',
    [
      { op: 'remove', path: ['services'] },
      { op: 'remove', path: ['x'] },
    ],
    'Edit 2 of 2: There is no x.',
  ],
  ['no JSON', 'services:', 'The edits are no JSON'],
  ['nothing', '', 'No edits were given'],
  ['an op that is none', { op: 'move', path: [] }, 'There is no op "move"'],
  ['a path that is none', { op: 'remove', path: 'services' }, '“path” is a list'],
])('%s: prints nothing, tells why, and exits with 2', (_, edits, reason) => {
  const { status, stdout, stderr } = run(edits);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(reason);
});

test('a file that is not there, or not in UTF-8, is refused', () => {
  const latin = path.join(folder, 'latin.yaml');
  writeFileSync(latin, Buffer.from('# caf\xe9\na: 1\n', 'latin1'));
  expect(run([], latin)).toMatchObject({ status: 2, stdout: '' });
  expect(run([], path.join(folder, 'none.yaml'))).toMatchObject({ status: 2, stdout: '' });
  expect(run([], file, 'more').stderr).toContain('Usage');
});

test('a long file goes whole through a pipe that is read late', async () => {
  const long = path.join(folder, 'long.yaml');
  const text = `services:\n${Array.from({ length: 4000 }, (_, index) => `  s${index}:\n    image: x # ${'-'.repeat(40)}\n`).join('')}`;
  writeFileSync(long, text);
  const child = spawn(process.execPath, ['scripts/compose-edit.mjs', long], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end('[{"op":"remove","path":["services","s0"]}]');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const parts: Buffer[] = [];
  for await (const part of child.stdout) parts.push(part as Buffer);
  expect(Buffer.concat(parts).toString()).toBe(text.replace(/ {2}s0:\n.*\n/, ''));
});
