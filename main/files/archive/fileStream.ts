import { pipeline, type Readable, Transform, type TransformCallback } from 'node:stream';
import { AppFailure } from '../../../contract/errors.ts';
import { shownName } from '../../../contract/model/fileName.ts';
import type { Connection } from '../../docker/connection.ts';
import { archiveRequest } from '../../docker/pathStat.ts';
import { requestStream } from '../../docker/request.ts';
import { type TarEntry, TarScanner } from '../tar/tarScanner.ts';

interface Wanted {
  readonly path: string;
  readonly signal: AbortSignal;
  /** Tells of the file before its content comes. */
  readonly onEntry?: (entry: TarEntry) => void;
  /** So many bytes were promised: no more are given, and fewer are an error. */
  readonly sizeBytes?: number;
  /** What went wrong, in words. */
  readonly explain?: (thrown: Error) => Error;
}

/**
 * The content of one file out of the engine’s archive of it. A stream of Node’s own from end to end, as each piece that
 * goes through an async generator costs more than its way through the socket. Destroy it to end it at the engine.
 */
export function fileStream({ docker }: Connection, id: string, wanted: Wanted): Readable {
  const content = new FileContent(wanted);
  const { path, signal } = wanted;
  requestStream(docker, { ...archiveRequest('GET', id, path), signal }).then(
    (answer) => pipeline(answer, content, () => {}), // whoever reads the content sees the error
    (thrown: Error) => content.destroy(thrown),
  );
  return content;
}

class FileContent extends Transform {
  readonly #wanted: Wanted;
  readonly #scanner: TarScanner;
  #found: TarEntry | undefined;
  #missing: number | undefined;

  constructor(wanted: Wanted) {
    super({ highWaterMark: 1024 * 1024 });
    this.#wanted = wanted;
    this.#scanner = new TarScanner({
      entry: (entry) => this.#begin(entry),
      content: (chunk, from, to) => this.#give(chunk, from, to),
    });
  }

  #begin(entry: TarEntry): void {
    if (this.#found) return;
    this.#found = entry;
    const { sizeBytes, path } = this.#wanted;
    if (sizeBytes !== undefined && entry.sizeBytes < sizeBytes) throw becameShorter(path);
    this.#missing = sizeBytes ?? (entry.kind === 'file' ? entry.sizeBytes : 0);
    this.#wanted.onEntry?.(entry);
  }

  #give(chunk: Buffer, from: number, to: number): void {
    const missing = this.#missing ?? 0;
    const taken = Math.min(to - from, missing);
    if (taken > 0) this.push(chunk.subarray(from, from + taken));
    this.#missing = missing - taken;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.#scanner.push(chunk);
      done();
    } catch (thrown) {
      done(thrown as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    done(this.#missing === 0 ? null : cutShort(this.#wanted.path));
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    done(error && this.#wanted.explain ? this.#wanted.explain(error) : error);
  }
}

export const becameShorter = (path: string) =>
  new AppFailure({
    code: 'conflict',
    message: `“${shownName(path)}” became shorter while it was read.`,
    hint: 'Somebody writes to it. Save it again when it is done.',
  });

export const cutShort = (path: string) =>
  new AppFailure({
    code: 'disconnected',
    message: path === '' ? 'The archive ended too early.' : `“${shownName(path)}” ended too early.`,
    hint: 'The engine stopped sending: the file may have become shorter meanwhile. Try again.',
  });
