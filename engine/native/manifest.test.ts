import { expect, test } from 'vitest';
import { manifest } from './manifest.ts';

test('every archive that may be downloaded has its checksum', () => {
  for (const archives of Object.values(manifest.dockerStatic)) {
    expect(archives.map(({ name }) => name)).toEqual(['docker', 'docker-compose', 'docker-buildx']);
    for (const { sha256 } of archives) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
});
