import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import type { TarEntry } from './header.ts';
import { createPlacer } from './placeEntry.ts';
import { type OnEntry, rewriteTar } from './rewriteTar.ts';

async function* inChunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

async function rewritten(bytes: Uint8Array, onEntry: OnEntry, size = 1000): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of rewriteTar(inChunks(bytes, size), onEntry)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function entriesOf(bytes: Uint8Array, size?: number): Promise<readonly TarEntry[]> {
  const entries: TarEntry[] = [];
  await rewritten(bytes, (entry) => void entries.push(entry), size);
  return entries;
}

type Header = Parameters<ReturnType<typeof pack>['entry']>[0];

async function packed(entries: readonly (Header & { readonly content?: string })[]): Promise<Buffer> {
  const archive = pack();
  for (const { content, ...header } of entries) archive.entry({ mtime: new Date(0), ...header }, content ?? '');
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('an archive goes through', () => {
  test('whatever it holds and however it is cut, names and contents are those that went in', async () => {
    const name = fc
      .string({ minLength: 1, maxLength: 300, unit: 'binary' })
      .filter((text) => !/[\0/]/.test(text) && text !== '.' && text !== '..');
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(name, fc.string({ maxLength: 2000 })), {
          minLength: 1,
          maxLength: 8,
          selector: ([key]) => key,
        }),
        fc.integer({ min: 1, max: 5000 }),
        async (files, size) => {
          const bytes = await packed(files.map(([key, content]) => ({ name: `d/${key}`, content })));
          const again = await rewritten(
            bytes,
            ({ path }) => ({ path: Buffer.concat([Buffer.from('v/'), path]) }),
            size,
          );
          const before = await entriesOf(bytes);
          const after = await entriesOf(again, size);
          expect(after.map(({ path }) => path.toString('latin1'))).toEqual(
            before.map(({ path }) => `v/${path.toString('latin1')}`),
          );
          expect(after.map(({ sizeBytes }) => sizeBytes)).toEqual(before.map(({ sizeBytes }) => sizeBytes));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('GNU’s long names, owners beyond octal and names that are no text are kept, as tar itself reads them', async () => {
    const long = `${'deep/'.repeat(40)}leaf`;
    const script = `
import io, sys, tarfile
out = tarfile.open(fileobj=sys.stdout.buffer, mode='w|', format=tarfile.GNU_FORMAT, encoding='utf8', errors='surrogateescape')
for name in ['${long}', 'bad\\udcff', 'plain']:
    info = tarfile.TarInfo(name); info.size = 3; info.uid = 3000000; info.mtime = 1600000000
    out.addfile(info, io.BytesIO(b'abc'))
link = tarfile.TarInfo('link'); link.type = tarfile.SYMTYPE; link.linkname = '${long}'
out.addfile(link)
out.close()`;
    const bytes = execFileSync('python3', ['-c', script]);
    const entries = await entriesOf(bytes, 700);
    expect(entries.map(({ path }) => path.toString('latin1'))).toEqual([long, 'bad\xff', 'plain', 'link']);
    expect(entries[0]).toMatchObject({ uid: 3_000_000, mtime: 1_600_000_000, sizeBytes: 3 });
    const again = await rewritten(bytes, ({ path }) => ({ path: Buffer.concat([Buffer.from('v/'), path]) }));
    const listed = execFileSync('tar', ['-tvf', '-', '--numeric-owner', '--quoting-style=escape'], {
      input: again,
      encoding: 'utf8',
    });
    expect(listed).toContain(`v/${long}`);
    expect(listed).toContain('v/bad\\377');
    expect(listed).toContain('3000000');
    expect(listed).toContain(`v/link -> ${long}`);
  });

  test('attributes are added as extended headers that tar and Python read', async () => {
    const value = Buffer.from('a\0b\n=c');
    const bytes = await packed([{ name: 'file', content: 'x' }]);
    const again = await rewritten(bytes, () => ({ pax: new Map([['SCHILY.xattr.user.note', value]]) }));
    const [entry] = await entriesOf(again);
    expect(entry?.pax.get('SCHILY.xattr.user.note')).toEqual(value);
  });
});

describe('an archive that is not whole', () => {
  test('is refused wherever it is cut', async () => {
    const bytes = await packed([
      { name: 'a', content: 'x'.repeat(700) },
      { name: 'n'.repeat(200), content: 'y' },
    ]);
    const whole = bytes.byteLength - 1024;
    for (let end = 0; end < whole; end += 256) {
      await expect(entriesOf(bytes.subarray(0, end))).rejects.toMatchObject({ error: { code: 'invalid-input' } });
    }
  });

  test('is refused where a bit of a header is another', async () => {
    const bytes = await packed([{ name: 'a', content: 'x' }]);
    for (const at of [0, 100, 124, 150, 156]) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x01;
      await expect(entriesOf(damaged)).rejects.toMatchObject({ error: { code: 'invalid-input' } });
    }
  });
});

describe('where names go', () => {
  const placed = async (entries: readonly Header[], strip = 0) => {
    const place = createPlacer({ folder: 'v', strip });
    const found: string[] = [];
    await rewritten(await packed(entries), (entry) => {
      const change = place(entry);
      if (change !== 'leave-out') found.push((change.path ?? entry.path).toString());
      return change;
    });
    return found;
  };

  test('every name is under the folder, however it is written', async () => {
    expect(
      await placed([{ name: './', type: 'directory' }, { name: './a' }, { name: '/b' }, { name: 'c//d/./e' }]),
    ).toEqual(['v/', 'v/a', 'v/b', 'v/c/d/e']);
  });

  test('folders are taken off the front, and what has no more is left out', async () => {
    expect(await placed([{ name: 'data/', type: 'directory' }, { name: 'data/a' }], 1)).toEqual(['v/', 'v/a']);
    expect(
      await placed([{ name: 'a/', type: 'directory' }, { name: 'a/b/', type: 'directory' }, { name: 'a/b/c' }], 2),
    ).toEqual(['v/', 'v/c']);
  });

  test.each<[string, readonly Header[]]>([
    ['leads out', [{ name: '../x' }]],
    ['leads out in its middle', [{ name: 'a/../../x' }]],
    ['goes through a link', [{ name: 'l', type: 'symlink', linkname: '/etc' }, { name: 'l/x' }]],
    [
      'goes through a hard link to a link',
      [{ name: 'l', type: 'symlink', linkname: '/' }, { name: 'h', type: 'link', linkname: 'l' }, { name: 'h/x' }],
    ],
    ['is a hard link to what is not there', [{ name: 'h', type: 'link', linkname: '/etc/shadow' }]],
  ])('a name that %s is refused', async (_, entries) => {
    await expect(placed(entries)).rejects.toMatchObject({ error: { code: 'invalid-input', path: ['source'] } });
  });

  test('a link that is replaced by a folder leads nowhere any more', async () => {
    const entries: Header[] = [
      { name: 'l', type: 'symlink', linkname: '/etc' },
      { name: 'l', type: 'directory' },
      { name: 'l/x' },
    ];
    expect(await placed(entries)).toEqual(['v/l', 'v/l/', 'v/l/x']);
  });
});
