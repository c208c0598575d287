import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PROGRAM_BASE64 } from './programBytes.ts';

const source = fileURLToPath(new URL('../../../resources/files-program', import.meta.url));
/** The compiler that made the bytes that are in the repository; another makes others. */
const COMPILERS = { amd64: 'x86_64-linux-gnu-gcc-12', arm64: 'aarch64-linux-gnu-gcc-12' } as const;

const has = (compiler: string): boolean => {
  try {
    return execFileSync(compiler, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] }).includes('12.2.0');
  } catch {
    return false;
  }
};

test.each(['amd64', 'arm64'] as const)('the program for %s is what its source is compiled to', (architecture) => {
  const program = Buffer.from(PROGRAM_BASE64[architecture], 'base64');
  const machine = { amd64: 0x3e, arm64: 0xb7 }[architecture];
  expect(program.subarray(0, 4).toString('latin1')).toBe('\x7fELF');
  expect(program.readUInt16LE(18)).toBe(machine);
  expect(program.length).toBeLessThan(16_384);
  const compiler = COMPILERS[architecture];
  if (!has(compiler)) return; // what is checked then is only that it is a program of its kind
  const dir = mkdtempSync(join(tmpdir(), 'gantry-program-'));
  try {
    const flags = /flags="([^"]+)"/.exec(readFileSync(join(source, 'build.sh'), 'utf8'))?.[1] ?? '';
    const out = join(dir, 'program');
    execFileSync(compiler, [...flags.split(/\s+/), 'program.c', '-o', out], { cwd: source });
    expect(readFileSync(out).equals(program)).toBe(true);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
