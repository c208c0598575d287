import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ContextSettings } from '../../contract/model/contextEdit.ts';
import { readCliContexts } from '../contexts/cliConfig.ts';
import { writeCliContext } from '../contexts/cliWrite.ts';
import { makeBundle } from './bundle.ts';
import { readBundle } from './readBundle.ts';

const PEMS = { ca: 'CA\n', cert: 'CERT\n', key: 'KEY\n' };

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'gantry-bundle-'));
  await mkdir(join(home, 'set'));
  for (const [name, text] of Object.entries(PEMS)) await writeFile(join(home, 'set', `${name}.pem`), text);
  await writeFile(join(home, 'set/ca-key.pem'), 'PRECIOUS\n');
});
afterEach(() => rm(home, { recursive: true, force: true }));

const find = async (name: string) => (await readCliContexts(home)).find((one) => one.name === name);
const place = () => ({ configDir: home, find });

test.each([
  ['a tar of the three files', ['-cf', 'x', '-C', 'set', 'ca.pem', 'cert.pem', 'key.pem']],
  ['a tar.gz of their folder, with more in it', ['-czf', 'x', 'set']],
  ['one that names them ./', ['-cf', 'x', '-C', 'set', '.']],
])('%s is read', async (_what, args) => {
  execFileSync('tar', args, { cwd: home });
  expect(readBundle(await readFile(join(home, 'x')))).toEqual(PEMS);
});

test('what is written from a folder is read again, tar reads it too, and the authority’s key is never in it', async () => {
  const source = { type: 'folder', name: 'lab', folder: join(home, 'set') } as const;
  const bytes = await makeBundle(source, 'files', place());
  expect(readBundle(bytes)).toEqual(PEMS);
  await writeFile(join(home, 'x.tar'), bytes);
  const listed = execFileSync('tar', ['-tvf', 'x.tar'], { cwd: home }).toString();
  expect(listed.match(/-rw------- .* (\S+)/g)).toHaveLength(3);
  expect(bytes.includes('PRECIOUS')).toBe(false);
});

test('a context with its address comes back from its export; one without certificates has its address alone', async () => {
  const settings = ContextSettings.parse({
    name: 'lab',
    description: 'The lab',
    endpoint: 'tcp://lab:2376',
    tls: PEMS,
  });
  await writeCliContext(home, settings);
  const bytes = await makeBundle({ type: 'context', name: 'lab' }, 'context', place());
  expect(readBundle(bytes)).toEqual({ ...PEMS, name: 'lab', description: 'The lab', endpoint: 'tcp://lab:2376' });
  expect(readBundle(await makeBundle({ type: 'context', name: 'lab' }, 'files', place()))).toEqual(PEMS);
  await writeCliContext(home, ContextSettings.parse({ name: 'ssh', endpoint: 'ssh://me@lab' }));
  await expect(makeBundle({ type: 'context', name: 'ssh' }, 'files', place())).rejects.toMatchObject({
    error: { code: 'not-found', message: expect.stringContaining('no certificates') },
  });
  await expect(makeBundle({ type: 'context', name: 'gone' }, 'context', place())).rejects.toMatchObject({
    error: { code: 'not-found' },
  });
  await rm(join(home, 'set/key.pem'));
  await expect(
    makeBundle({ type: 'folder', name: 'lab', folder: join(home, 'set') }, 'files', place()),
  ).rejects.toMatchObject({ error: { code: 'not-found' } });
});

const le = (...parts: readonly (readonly [bytes: 2 | 4, value: number])[]) =>
  Buffer.concat(
    parts.map(([bytes, value]) => {
      const part = Buffer.alloc(bytes);
      part.writeUIntLE(value, 0, bytes);
      return part;
    }),
  );

/** As UCP makes them: by PKZIP’s note, with one entry stored and the others deflated. */
function zipOf(files: Readonly<Record<string, string>>, lie: { sizeBytes?: number; flags?: number } = {}): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  Object.entries(files).forEach(([name, text], index) => {
    const content = Buffer.from(text);
    const method = index === 0 ? 0 : 8;
    const packed = method === 0 ? content : deflateRawSync(content);
    const size = lie.sizeBytes ?? content.length;
    const shared = [
      [2, lie.flags ?? 0],
      [2, method],
      [4, 0],
      [4, 0],
      [4, packed.length],
      [4, size],
      [2, name.length],
    ] as const;
    const local = Buffer.concat([le([4, 0x04034b50], [2, 20], ...shared, [2, 0]), Buffer.from(name), packed]);
    const rest = [
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, at],
    ] as const;
    central.push(le([4, 0x02014b50], [2, 20], [2, 20], ...shared, ...rest), Buffer.from(name));
    locals.push(local);
    at += local.length;
  });
  const directory = Buffer.concat(central);
  const count = Object.keys(files).length;
  return Buffer.concat([
    ...locals,
    directory,
    le([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, directory.length], [4, at], [2, 2]),
    Buffer.from('by'),
  ]);
}

test('a zip as UCP makes them is read, with the address that it has', () => {
  const meta = { Name: 'ucp', Metadata: {}, Endpoints: { docker: { Host: 'tcp://ucp:443', SkipTLSVerify: false } } };
  const files = { 'ca.pem': PEMS.ca, 'cert.pem': PEMS.cert, 'key.pem': PEMS.key, 'env.sh': 'x' };
  expect(readBundle(zipOf({ ...files, 'meta.json': JSON.stringify(meta) }))).toEqual({
    ...PEMS,
    name: 'ucp',
    endpoint: 'tcp://ucp:443',
  });
});

test.each<[string, () => Uint8Array]>([
  ['nothing', () => new Uint8Array()],
  ['a letter', () => Buffer.from('P')],
  ['text', () => Buffer.from('KEY '.repeat(500))],
  ['a tar without certificates', () => execFileSync('tar', ['-cf', '-', '-C', '/', 'etc/hostname'])],
  ['a tar that is cut off', () => execFileSync('tar', ['-cf', '-', 'set'], { cwd: home }).subarray(0, 1400)],
  ['a zip that is cut off', () => zipOf({ 'ca.pem': 'CA', 'key.pem': 'KEY' }).subarray(0, 90)],
  ['a zip that lies about sizes', () => zipOf({ 'ca.pem': 'CA', 'key.pem': 'KEY' }, { sizeBytes: 2_000_000_000 })],
  ['a zip with a password', () => zipOf({ 'ca.pem': 'CA', 'key.pem': 'KEY' }, { flags: 1 })],
  ['a bomb', () => zipOf({ a: '', 'key.pem': 'KEY'.repeat(1_000_000) })],
])('%s is refused in words, and nothing of it is told', (_what, bytes) => {
  let said: unknown;
  try {
    readBundle(bytes());
  } catch (thrown) {
    said = (thrown as { error?: unknown }).error;
  }
  expect(said).toMatchObject({ code: 'invalid-input', hint: expect.any(String) });
  expect(JSON.stringify(said)).not.toContain('KEY');
});
