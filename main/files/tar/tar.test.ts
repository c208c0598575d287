import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { nameFromBytes } from '../../../contract/model/fileName.ts';
import { joinedArchives } from '../archive/archiveFile.ts';
import { TAR_END, tarHeader, tarPadding } from './tarHeader.ts';
import { NotTar, type TarEntry, TarScanner } from './tarScanner.ts';

const dir = mkdtempSync(join(tmpdir(), 'gantry-tar-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const about = { mode: 0o644, userId: 0, groupId: 0, modifiedAt: 1_700_000_000_000 };

function archive(files: readonly { readonly path: string; readonly content: Buffer }[]): Buffer {
  return Buffer.concat([
    ...files.flatMap(({ path, content }) => [
      tarHeader({ ...about, path, kind: 'file', sizeBytes: content.length }),
      content,
      tarPadding(content.length),
    ]),
    TAR_END,
  ]);
}

function scan(bytes: Buffer, cuts: readonly number[] = []) {
  const entries: TarEntry[] = [];
  const contents: Buffer[] = [];
  const scanner = new TarScanner({
    entry(entry) {
      entries.push(entry);
      contents.push(Buffer.alloc(0));
    },
    content(chunk, from, to) {
      contents[contents.length - 1] = Buffer.concat([contents.at(-1)!, chunk.subarray(from, to)]);
    },
  });
  let from = 0;
  for (const to of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
    scanner.push(bytes.subarray(from, Math.min(to, bytes.length)));
    from = Math.min(to, bytes.length);
  }
  return { entries, contents, scanner };
}

test('what is written is read again, however the bytes are cut', () => {
  const name = fc
    .uint8Array({ minLength: 1, maxLength: 300 })
    .map((bytes) => nameFromBytes(bytes.map((byte) => (byte === 0 || byte === 0x2f ? 0x61 : byte))));
  const file = fc.record({
    path: name,
    content: fc.uint8Array({ maxLength: 1500 }).map((bytes) => Buffer.from(bytes)),
  });
  fc.assert(
    fc.property(fc.array(file, { maxLength: 5 }), fc.array(fc.nat(8000)), (files, cuts) => {
      const { entries, contents, scanner } = scan(archive(files), cuts);
      expect(entries.map(({ path }) => path)).toEqual(files.map(({ path }) => path));
      expect(contents).toEqual(files.map(({ content }) => content));
      expect(scanner.isComplete).toBe(true);
    }),
    { numRuns: 200 },
  );
});

describe('archives of the tar of this system', () => {
  test.each(['ustar', 'pax', 'gnu'])('%s', (format) => {
    const long = `${'x'.repeat(90)}ü`;
    writeFileSync(join(dir, long), 'content', { mode: 0o640 });
    const owner = format === 'ustar' ? 7 : 4_000_000; // more than seven octal digits
    const words = ['-C', dir, `--format=${format}`, `--owner=somebody:${owner}`, '-cf', '-', long];
    const bytes = execFileSync('tar', words);
    const { entries, contents } = scan(bytes, [1, 511, 513, 700]);
    expect(entries).toMatchObject([{ path: long, kind: 'file', mode: 0o640, userId: owner, sizeBytes: 7 }]);
    expect(entries[0]!.modifiedAt).toBeCloseTo(statSync(join(dir, long)).mtimeMs, -4);
    expect(contents[0]!.toString()).toBe('content');
  });

  test('read ours: a long name that is no text, and a size beyond eight gigabytes', () => {
    const header = tarHeader({ ...about, path: `d/${'y'.repeat(200)}\udcff`, kind: 'file', sizeBytes: 3 });
    writeFileSync(join(dir, 'ours.tar'), Buffer.concat([header, Buffer.from('abc'), tarPadding(3), TAR_END]));
    const listed = execFileSync('tar', ['-tvf', join(dir, 'ours.tar'), '--quoting-style=escape']).toString();
    expect(listed).toContain(`${'y'.repeat(200)}\\377`);
    expect(listed).toContain('-rw-r--r--');
    const large = tarHeader({ ...about, path: 'large', kind: 'file', sizeBytes: 9_000_000_000 });
    expect(scan(large).entries).toMatchObject([{ sizeBytes: 9_000_000_000 }]);
  });
});

test('several archives become one', async () => {
  const one = archive([{ path: 'a', content: Buffer.from('A') }]);
  const two = archive([{ path: 'b', content: Buffer.from('B') }]);
  const inPieces = (bytes: Buffer) =>
    async function* () {
      for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
    };
  const joined: Buffer[] = [];
  for await (const chunk of joinedArchives([inPieces(one), inPieces(two)])) joined.push(chunk);
  expect(scan(Buffer.concat(joined)).entries.map(({ path }) => path)).toEqual(['a', 'b']);
  const readAll = async () => {
    for await (const _chunk of joinedArchives([inPieces(one.subarray(0, 600))]));
  };
  await expect(readAll()).rejects.toMatchObject({ error: { code: 'disconnected' } });
});

test('what is no archive is refused', () => {
  expect(() => scan(Buffer.alloc(512, 'no tar'))).toThrow(NotTar);
});
