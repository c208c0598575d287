import { expect, test } from 'vitest';
import { openFolderOf } from './openFolder.ts';

const ref = { context: 'default', project: 'shop' };
const files = { workingDir: '/srv/shop', configFiles: ['/srv/shop/compose.yaml'], envFiles: [], profiles: [] };

test('the folder that is opened is the one that is known of the stack', async () => {
  const opened: string[] = [];
  const host = { openFolder: async (folder: string) => void opened.push(folder) };
  await openFolderOf({ filesOf: async () => files }, host, ref);
  expect(opened).toEqual(['/srv/shop']);
  await expect(openFolderOf({ filesOf: async () => undefined }, host, ref)).rejects.toMatchObject({
    error: { code: 'not-found' },
  });
  await expect(openFolderOf({ filesOf: async () => files }, {}, ref)).rejects.toMatchObject({
    error: { code: 'unsupported' },
  });
});
