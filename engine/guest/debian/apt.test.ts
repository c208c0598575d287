import { expect, test } from 'vitest';
import { parseUris } from './apt.ts';

test('what apt would fetch is read from its own words; the rest of them is not', () => {
  const digest = 'a'.repeat(64);
  const text = `Reading package lists...\n'http://m/pool/z/zlib1g_1.3_amd64.deb' zlib1g_1%3a1.3+dfsg-1_amd64.deb 88720 SHA256:${digest}\n'http://m/x' x_1_all.deb 5 MD5Sum:00\n`;
  expect(parseUris(text)).toEqual([
    {
      name: 'zlib1g',
      version: '1:1.3+dfsg-1',
      architecture: 'amd64',
      fileName: 'zlib1g_1%3a1.3+dfsg-1_amd64.deb',
      sizeBytes: 88720,
      sha256: digest,
    },
  ]);
});
