import type { VolumeContents } from '../../contract/model/volume.ts';
import type { Connection } from '../docker/connection.ts';
import { byProgram, readByEngine } from './archive/readVolume.ts';
import { openHelper } from './helper/helperContainer.ts';
import { lookThrough } from './helper/programs.ts';
import type { TarEntry } from './tar/header.ts';
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
    await byProgram(
      connection,
      () => lookThrough(helper, 'list', ({ path, type, sizeBytes: bytes }) => add(path, type === '5', bytes), signal),
      async () => {
        names.length = entries = sizeBytes = 0; // what was told until then
        const each = ({ path, type, sizeBytes: bytes }: TarEntry) =>
          add(path.toString('latin1').replace(/^\.\//, '').replace(/\/$/, ''), type === '5', bytes);
        for await (const _chunk of readByEngine(helper, signal, each));
      },
    );
  } finally {
    await helper.close();
  }
  return { names: names.toSorted().slice(0, MAX_NAMES), hasMore: names.length > MAX_NAMES, entries, sizeBytes };
}
