import type { VolumeContents } from '../../contract/model/volume.ts';
import type { Connection } from '../docker/connection.ts';
import { readVolume } from './archive/readVolume.ts';
import { openHelper } from './helper/helperContainer.ts';
import { hasTool } from './helper/helperImage.ts';
import { inspectVolume } from './volume.ts';

const MAX_NAMES = 20;

/** Looks through a volume: how many entries, how many bytes, and the first names at its top. */
export async function readContents(connection: Connection, name: string, signal: AbortSignal): Promise<VolumeContents> {
  await inspectVolume(connection, name, signal);
  const helper = await openHelper(connection, name, true, signal);
  const names: string[] = [];
  let entries = 0;
  let sizeBytes = 0;
  const add = (path: string, isFolder: boolean, bytes: number) => {
    if (path === '') return;
    entries += 1;
    sizeBytes += bytes;
    if (!path.includes('/')) names.push(`${Buffer.from(path, 'latin1').toString('utf8')}${isFolder ? '/' : ''}`);
  };
  try {
    if (hasTool(connection)) {
      await helper.scan(
        ({ path, type, sizeBytes: bytes }) => add(path, type === 'd', type === '-' ? bytes : 0),
        signal,
      );
    } else {
      const nothing = { extras: new Map(), entries: 0, contentBytes: 0, sockets: 0, notes: [] };
      const each = (path: Buffer, type: string, bytes: number) =>
        add(path.toString('latin1').replace(/^\.\//, '').replace(/\/$/, ''), type === '5', bytes);
      for await (const _chunk of readVolume(helper, nothing, signal, { onEntry: each }));
    }
  } finally {
    await helper.close();
  }
  return { names: names.toSorted().slice(0, MAX_NAMES), hasMore: names.length > MAX_NAMES, entries, sizeBytes };
}
