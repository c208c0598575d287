import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createGantry } from './gantry.ts';

test.each([
  ['linux', true],
  ['darwin', true],
  ['win32', true],
] as const)('on %s the app’s own engine is among the contexts: %s', async (platform, isThere) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'gantry-platform-'));
  const gantry = await createGantry({
    version: '1',
    dataDir,
    host: { mode: 'browser', offerFile: () => Promise.reject(new Error('No files here.')) },
    env: { HOME: dataDir, XDG_RUNTIME_DIR: dataDir, DOCKER_HOST: `unix://${dataDir}/none.sock` },
    platform,
  });
  try {
    for await (const list of gantry.handlers.contexts.watch({}, AbortSignal.timeout(5000))) {
      expect(list.some(({ source }) => source === 'own-engine')).toBe(isThere);
      break;
    }
  } finally {
    await gantry.close();
    await rm(dataDir, { recursive: true });
  }
});
