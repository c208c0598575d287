import { AppFailure } from '../../../contract/errors.ts';
import { shownName } from '../../../contract/model/fileName.ts';
import type { Connection } from '../../docker/connection.ts';
import { archiveRequest } from '../../docker/pathStat.ts';
import { requestStream } from '../../docker/request.ts';
import { TAR_END } from '../tar/tarHeader.ts';
import { type TarEntry, TarScanner } from '../tar/tarScanner.ts';

/** The content of one file out of the engine’s archive of it, as it streams; `onEntry` tells of it before. */
export async function* fileContent(
  { docker }: Connection,
  id: string,
  path: string,
  signal: AbortSignal,
  onEntry: (entry: TarEntry) => void = () => {},
): AsyncGenerator<Buffer, void, undefined> {
  let pieces: Buffer[] = [];
  let found: TarEntry | undefined;
  let givenBytes = 0;
  const scanner = new TarScanner({
    entry(entry) {
      found ??= entry;
      if (entry === found) onEntry(entry);
    },
    content: (chunk, from, to) => pieces.push(chunk.subarray(from, to)),
  });
  for await (const chunk of await requestStream(docker, { ...archiveRequest('GET', id, path), signal })) {
    scanner.push(chunk as Buffer);
    const ready = pieces;
    pieces = [];
    for (const piece of ready) {
      givenBytes += piece.length;
      yield piece;
    }
  }
  if (found?.kind === 'file' && givenBytes < found.sizeBytes) throw cutShort(path);
}

/** Several archives as one: the end of each but the last is left out. */
export async function* joinedArchives(archives: readonly (() => AsyncIterable<Buffer>)[]): AsyncGenerator<Buffer> {
  for (const open of archives) {
    const scanner = new TarScanner({ entry: () => {} });
    let held: Buffer = Buffer.alloc(0);
    let given = 0;
    for await (const chunk of open()) {
      if (scanner.isComplete) continue; // filling
      scanner.push(chunk);
      held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
      const end = scanner.isComplete ? scanner.endOffset - given : held.length - scanner.undecidedBytes;
      if (end > 0) yield held.subarray(0, end);
      given += end;
      held = held.subarray(end);
    }
    if (!scanner.isComplete) throw cutShort('');
  }
  yield TAR_END;
}

const cutShort = (path: string) =>
  new AppFailure({
    code: 'disconnected',
    message: path === '' ? 'The archive ended too early.' : `“${shownName(path)}” ended too early.`,
    hint: 'The engine stopped sending: the file may have become shorter meanwhile. Try again.',
  });
