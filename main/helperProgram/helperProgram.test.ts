import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { placedHeaders } from '../volumes/tar/placedHeaders.ts';
import { createPlacer } from '../volumes/tar/placeEntry.ts';
import { helperProgram } from './helperProgram.ts';

const source = fileURLToPath(new URL('../../resources/helper-program', import.meta.url));
/** The compilers that made the bytes that are in the repository; others make others. */
const COMPILERS = { amd64: 'x86_64-linux-gnu-gcc-12', arm64: 'aarch64-linux-gnu-gcc-12' } as const;
const MACHINES = { amd64: 0x3e, arm64: 0xb7 } as const;
const own = process.arch === 'arm64' ? 'arm64' : 'amd64';

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'gantry-program-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const has = (command: string, said: string): boolean => {
  const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
  return stdout?.includes(said) ?? false;
};

test.each(['amd64', 'arm64'] as const)('the program for %s is what its sources are compiled to', (architecture) => {
  const program = helperProgram(architecture)!;
  expect(program.subarray(0, 4).toString('latin1')).toBe('\x7fELF');
  expect(program.readUInt16LE(18)).toBe(MACHINES[architecture]);
  expect(program.length).toBeLessThan(80_000); // pages of arm64 are of 64 kB
  const compiler = COMPILERS[architecture];
  if (!has(compiler, '12.2.0')) return; // what is checked then is only that it is a program of its kind
  const script = readFileSync(join(source, 'build.sh'), 'utf8');
  const words = (name: string) => (new RegExp(`${name}="([^"]+)"`).exec(script)?.[1] ?? '').split(/\s+/);
  const out = join(dir, 'program');
  execFileSync(compiler, [...words('flags'), ...words('sources'), '-o', out], { cwd: source });
  expect(readFileSync(out).equals(program)).toBe(true);
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** The machine’s own, and the other’s where something here runs it. */
const RUNNERS = (['amd64', 'arm64'] as const).flatMap((architecture) => {
  const emulator = architecture === 'arm64' ? 'qemu-aarch64-static' : 'qemu-x86_64-static';
  const words: readonly string[] = architecture === own ? [] : [emulator];
  const isRun = process.platform === 'linux' && (architecture === own || has(emulator, 'qemu'));
  return isRun ? [{ architecture, words }] : [];
});

describe.each(RUNNERS)('$architecture', ({ architecture, words }) => {
  function run(cwd: string, args: readonly string[], input?: Buffer) {
    const file = join(dir, architecture);
    writeFileSync(file, helperProgram(architecture)!);
    chmodSync(file, 0o755);
    const [command = '', ...rest] = [...words, file, ...args];
    const { status, stdout, stderr } = spawnSync(command, rest, { cwd, input, maxBuffer: 256 * 1024 * 1024 });
    return { status, stdout, said: stderr.toString('latin1') };
  }
  test('answers by HTTP what it was given to say, again and again', async () => {
    const file = join(dir, `${architecture}-answer`);
    writeFileSync(file, helperProgram(architecture)!);
    chmodSync(file, 0o755);
    const port = await freePort();
    const [command, ...rest] = [...words, file, 'answer', String(port), 'here I am'];
    const server = spawn(command, rest, { stdio: 'ignore' });
    try {
      const ask = async () => (await fetch(`http://127.0.0.1:${port}/`)).text();
      await expect.poll(() => ask().catch(() => ''), { timeout: 10_000 }).toBe('here I am');
      expect(await ask()).toBe('here I am');
    } finally {
      server.kill('SIGKILL');
    }
    for (const wrong of ['0', '65536', 'http', '80x']) expect(run(dir, ['answer', wrong, 'x']).status).toBe(64);
  });

  const folder = (name: string, script = ''): string => {
    const made = join(dir, name);
    mkdirSync(made);
    execFileSync('sh', ['-c', script], { cwd: made });
    return made;
  };
  const FILL = `mkdir -p d/e; head -c 700001 /dev/urandom > d/large; echo x > d/e/one; ln d/e/one two; ln -s /etc to
    mkfifo pipe; truncate -s 3G holes; printf end | dd of=holes bs=1 seek=1000000000 conv=notrunc 2>/dev/null
    touch -d '1965-04-03 02:01:00.123456789' d/e/one; touch "$(printf 'bad\\377')"; chmod 4751 d/large`;

  test('what it says of an archive is what the archive is', () => {
    const { status, stdout, said } = run(folder('from', FILL), ['pack']);
    const last = said.trimEnd().split('\n').at(-2)?.split(' ').slice(1).map(Number);
    expect(status).toBe(0);
    expect(said).toMatch(new RegExp(`\nZ 0 ${stdout.byteLength}\n$`));
    expect(last).toEqual([10, 3 * 2 ** 30 + 700_003, stdout.byteLength, crc32(stdout), 0]);
  });

  test('tar finds in it what is in the folder, holes as holes', () => {
    const [from, to] = [folder('from', FILL), folder('to')];
    const { stdout } = run(from, ['pack']);
    expect(stdout.byteLength).toBeLessThan(1_000_000);
    execFileSync('tar', ['-xp', '--numeric-owner'], { cwd: to, input: stdout, stdio: ['pipe', 'pipe', 'ignore'] });
    expect(run(to, ['sum']).said).toBe(run(from, ['sum']).said);
    expect(Number(execFileSync('du', ['-sk', to], { encoding: 'utf8' }).split('\t')[0])).toBeLessThan(2000);
  });

  test('a sum by the processor’s instruction is a sum by the table', () => {
    const from = folder('from', `${FILL}; for i in $(seq 1 300); do head -c $i /dev/urandom > s$i; done`);
    const { said } = run(from, ['sum']);
    expect(said).toContain('T 310\n');
    expect(run(from, ['sum', 'table']).said).toBe(said);
  });

  test.runIf(process.getuid?.() === 0)('it unpacks what it packed, in place of what is there', () => {
    const from = folder('from', FILL);
    const to = folder('to', 'mkdir -p two/old pipe; echo old > d; echo kept > kept');
    const { stdout } = run(from, ['pack']);
    expect(run(to, ['unpack'], stdout)).toMatchObject({ status: 0, said: 'T 10\nZ 0 0\n' });
    expect(readFileSync(join(to, 'kept'), 'utf8')).toBe('kept\n');
    rmSync(join(to, 'kept'));
    execFileSync('touch', ['-r', from, to]);
    expect(run(to, ['sum']).said).toBe(run(from, ['sum']).said);
  });

  test.runIf(process.getuid?.() === 0)('an archive that is cut short is said to be', () => {
    const { stdout } = run(folder('from', FILL), ['pack']);
    const { status, said } = run(folder('to'), ['unpack'], stdout.subarray(0, stdout.byteLength - 2048));
    expect(status).toBe(1);
    expect(said).toMatch(/^! 32 /);
  });

  test.runIf(process.getuid?.() === 0)('contents come from a file, if it is the one that was meant', async () => {
    const [from, to] = [folder('from', FILL), folder('to')];
    const { stdout } = run(from, ['pack']);
    const archive = join(dir, 'archive.tar');
    writeFileSync(archive, stdout);
    const handle = await open(archive);
    const headers: Buffer[] = [];
    for await (const piece of placedHeaders(handle, createPlacer({ folder: '.', strip: 0 }))) headers.push(piece);
    await handle.close();
    const input = Buffer.concat(headers);
    expect(input.byteLength).toBeLessThan(20_000);
    const [first, last] = [stdout.subarray(0, 65_536), stdout.subarray(-65_536)];
    const [size, sum] = [stdout.byteLength, crc32(last, crc32(first))];
    for (const wrong of [
      [size + 1, sum],
      [size, sum ^ 1],
      [size - 1, sum],
    ] as const) {
      expect(run(to, ['unpack', archive, ...wrong.map((number) => String(number >>> 0))], input)).toMatchObject({
        status: 1,
        said: expect.stringMatching(/^! 18 0\n/),
      });
    }
    expect(execFileSync('ls', ['-A', to], { encoding: 'utf8' })).toBe('');
    expect(run(to, ['unpack', archive, String(size), String(sum)], input)).toMatchObject({
      status: 0,
      said: expect.stringMatching(/^N 0 0\n(P \d+\n)*T 10\nZ 0 0\n$/),
    });
    expect(run(to, ['sum']).said).toBe(run(from, ['sum']).said);
    expect(Number(execFileSync('du', ['-sk', to], { encoding: 'utf8' }).split('\t')[0])).toBeLessThan(2000);
    // One that is cut off meanwhile.
    truncateSync(archive, size - 300_000);
    const cut = stdout.subarray(0, size - 300_000);
    const cutSum = crc32(cut.subarray(-65_536), crc32(cut.subarray(0, 65_536)));
    expect(run(folder('again'), ['unpack', archive, String(cut.byteLength), String(cutSum)], input)).toMatchObject({
      status: 1,
      said: expect.stringMatching(/! 32 /),
    });
  });

  test('it writes only into the file that has the mark', () => {
    const from = folder('from', FILL);
    const [meant, other] = [join(dir, 'meant'), join(dir, 'other')];
    writeFileSync(meant, 'mark');
    writeFileSync(other, 'something else');
    expect(run(from, ['pack', other, 'mark']).status).toBe(1);
    expect(readFileSync(other, 'utf8')).toBe('something else');
    expect(run(from, ['pack', meant, 'mark']).status).toBe(0);
    expect(readFileSync(meant).equals(run(from, ['pack']).stdout)).toBe(true);
  });

  test('it empties a folder', () => {
    const from = folder('from', FILL);
    expect(run(from, ['empty']).said).toBe('T 9\nZ 0 0\n');
    expect(execFileSync('ls', ['-A', from], { encoding: 'utf8' })).toBe('');
  });
});
