import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { HELLO_BYTES } from './helloBytes.ts';

const source = fileURLToPath(new URL('../../resources/hello-program', import.meta.url));
/** The compilers that made the bytes that are in the repository; others make others. */
const COMPILERS = { amd64: 'x86_64-linux-gnu-gcc-12', arm64: 'aarch64-linux-gnu-gcc-12' } as const;
const MACHINES = { amd64: 0x3e, arm64: 0xb7 } as const;

test.each(['amd64', 'arm64'] as const)('the program for %s is what its source is compiled to', (architecture) => {
  const program = gunzipSync(Buffer.from(HELLO_BYTES[architecture], 'base64'));
  expect(program.subarray(0, 4).toString('latin1')).toBe('\x7fELF');
  expect(program.readUInt16LE(18)).toBe(MACHINES[architecture]);
  expect(program.length).toBeLessThan(8000);
  const compiler = COMPILERS[architecture];
  const { stdout } = spawnSync(compiler, ['--version'], { encoding: 'utf8' });
  if (!stdout?.includes('12.2.0')) return; // what is checked then is only that it is a program of its kind
  const dir = mkdtempSync(join(tmpdir(), 'gantry-hello-'));
  try {
    const script = readFileSync(join(source, 'build.sh'), 'utf8');
    const words = (name: string) => (new RegExp(`${name}="([^"]+)"`).exec(script)?.[1] ?? '').split(/\s+/);
    const out = join(dir, 'program');
    execFileSync(compiler, [...words('flags'), ...words('sources'), '-o', out], { cwd: source });
    expect(readFileSync(out).equals(program)).toBe(true);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
