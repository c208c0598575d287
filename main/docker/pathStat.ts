import type { IncomingMessage } from 'node:http';
import { percentName } from '../../contract/model/fileName.ts';
import type { Connection } from './connection.ts';
import { type EngineRequest, requestStream } from './request.ts';

/** What `HEAD /containers/<id>/archive` says of one path. */
export interface PathStat {
  readonly mode: number;
  readonly isDirectory: boolean;
  readonly isSymlink: boolean;
  readonly isFile: boolean;
  readonly sizeBytes: number;
  readonly modifiedSeconds: number;
  readonly modifiedNanoseconds: number;
  /** Of a symbolic link: where it leads in the end, as the container has it. */
  readonly linkTarget: string;
}

/** Go’s `fs.FileMode`, which is not `st_mode`. */
const GO = { directory: 2 ** 31, symlink: 2 ** 27 };
/** Device, pipe, socket, character device, irregular. */
const GO_SPECIAL_FILES = [2 ** 26, 2 ** 25, 2 ** 24, 2 ** 21, 2 ** 19];
const GO_SPECIAL: readonly (readonly [bit: number, mode: number])[] = [
  [2 ** 23, 0o4000],
  [2 ** 22, 0o2000],
  [2 ** 20, 0o1000],
];

/** The address of the archive of a path: any bytes in it reach the engine as they are. */
export const archiveRequest = (
  method: EngineRequest['method'],
  id: string,
  path: string,
  options: string = '',
): Pick<EngineRequest, 'method' | 'path'> => ({
  method,
  path: `/containers/${id}/archive?path=${percentName(path)}${options}`,
});

/** The path itself, a symbolic link too. Rejects as the modem does; with status 404 where there is none. */
export async function statPath(
  { docker }: Connection,
  id: string,
  path: string,
  signal?: AbortSignal,
): Promise<PathStat> {
  const answer = (await requestStream(docker, { ...archiveRequest('HEAD', id, path), signal })) as IncomingMessage;
  answer.resume();
  const said = JSON.parse(
    Buffer.from(String(answer.headers['x-docker-container-path-stat'] ?? ''), 'base64').toString(),
  ) as { size: number; mode: number; mtime: string; linkTarget: string };
  const has = (bit: number) => Math.floor(said.mode / bit) % 2 === 1;
  const [isDirectory, isSymlink] = [has(GO.directory), has(GO.symlink)];
  const milliseconds = Date.parse(said.mtime);
  const fraction = /\.(\d+)/.exec(said.mtime)?.[1] ?? '';
  return {
    mode: (said.mode % 0o1000) + GO_SPECIAL.reduce((sum, [bit, mode]) => sum + (has(bit) ? mode : 0), 0),
    isDirectory,
    isSymlink,
    isFile: !isDirectory && !isSymlink && !GO_SPECIAL_FILES.some(has),
    sizeBytes: said.size,
    modifiedSeconds: Math.floor(milliseconds / 1000),
    modifiedNanoseconds: Number(fraction.padEnd(9, '0').slice(0, 9)),
    linkTarget: said.linkTarget,
  };
}
