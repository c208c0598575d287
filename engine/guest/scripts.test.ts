import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const dir = path.join(import.meta.dirname, 'files');
const scripts = readdirSync(dir, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.join(entry.parentPath, entry.name))
  .filter((file) => readFileSync(file, 'utf8').startsWith('#!'));

test.each(scripts.map((file) => path.relative(dir, file)))('%s is a shell script that can be read', (name) => {
  expect(spawnSync('sh', ['-n', path.join(dir, name)], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

test('every failure that a script names has a name of its own', () => {
  const codes = scripts.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\b(?:fail|failed) ([a-z]+(?:-[a-z]+)+) "/g)].map(([, code]) => code),
  );
  expect(new Set(codes)).toEqual(
    new Set([
      ...['no-root', 'root-unreadable', 'parts-mixed', 'no-config', 'config-damaged', 'no-network', 'no-data-disk'],
      ...['data-unreadable', 'data-damaged', 'data-too-new', 'data-full', 'engine-crash-loop'],
    ]),
  );
});
