import { describe, expect, test } from 'vitest';
import type { ImageFile } from '../../../contract/model/imageFiles.ts';
import { type Directories, fileLines, PAGE, withPage } from './fileLines.ts';
import { hexLine, hexLineCount } from '../../ui/hex.ts';
import { efficiencyText, permissionsText } from './words.ts';

const file = (path: string, hasChildren = false): ImageFile => ({
  path,
  name: path.split('/').at(-1) ?? '',
  kind: hasChildren ? 'directory' : 'file',
  change: 'added',
  sizeBytes: 1,
  hasChildren,
});
const shown = (directories: Directories, open: readonly string[], root?: string) =>
  fileLines(directories, new Set(open), root).map(
    ({ id, depth, isOpen }) => `${' '.repeat(depth)}${id}${isOpen ? ' open' : ''}`,
  );

describe('the tree of files', () => {
  const root = withPage(new Map(), '/', 0, { total: 2, files: [file('/etc', true), file('/init')] });

  test('has a line for what is open, and one that waits where it has not come', () => {
    expect(shown(new Map(), [])).toEqual([]);
    expect(shown(root, [])).toEqual(['/etc', '/init']);
    expect(shown(root, ['/etc'])).toEqual(['/etc open', ' /etc#', '/init']);
    const more = withPage(root, '/etc', 0, { total: 1, files: [file('/etc/passwd')] });
    expect(shown(more, ['/etc'])).toEqual(['/etc open', ' /etc/passwd', '/init']);
  });

  test('has a line for each of many files, and knows which page to ask for', () => {
    const total = PAGE * 3;
    const files = Array.from({ length: PAGE }, (_, index) => file(`/d/${index + PAGE}`));
    const lines = fileLines(withPage(new Map(), '/', 1, { total, files }), new Set());
    expect(lines).toHaveLength(total);
    expect(lines[PAGE]?.file?.path).toBe(`/d/${PAGE}`);
    expect(lines[0]).toMatchObject({ missing: { path: '/', page: 0 }, place: { position: 1, count: total } });
    expect(lines.at(-1)).toMatchObject({ missing: { path: '/', page: 2 } });
  });

  test('of a directory that changed its size keeps nothing of before', () => {
    const other = withPage(root, '/', 1, { total: 3, files: [] });
    expect(other.get('/')).toMatchObject({ total: 3, pages: new Map([[1, []]]) });
  });
});

test('bytes are written as hexdump -C writes them', () => {
  const bytes = new TextEncoder().encode('\u007fELF and some more');
  expect(hexLineCount(bytes)).toBe(2);
  expect(hexLine(bytes, 0)).toBe('00000000  7f 45 4c 46 20 61 6e 64  20 73 6f 6d 65 20 6d 6f  .ELF and some mo');
  expect(hexLine(bytes, 1)).toBe(`00000010  72 65${' '.repeat(18)}  ${' '.repeat(23)}  re`);
});

test('permissions are written as ls writes them', () => {
  expect(permissionsText({ kind: 'file', mode: 0o644 })).toBe('-rw-r--r--');
  expect(permissionsText({ kind: 'directory', mode: 0o1777 })).toBe('drwxrwxrwt');
  expect(permissionsText({ kind: 'file', mode: 0o4755 })).toBe('-rwsr-xr-x');
  expect(permissionsText({ kind: 'file', mode: 0o2640 })).toBe('-rw-r-S---');
});

test('only what wastes nothing is 100 % efficient', () => {
  expect(efficiencyText({ efficiency: 1 })).toBe('100 %');
  expect(efficiencyText({ efficiency: 0.99999 })).toBe('99.9 %');
  expect(efficiencyText({ efficiency: 0.5 })).toBe('50 %');
});
