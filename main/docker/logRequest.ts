import type { Readable } from 'node:stream';
import type { Connection } from './connection.ts';
import { FramedLog } from './framedLog.ts';
import type { LogParser, LogParserOptions } from './logParser.ts';
import type { LogMoment } from './logProgress.ts';
import { StampReader } from './logStamp.ts';
import { PackedLines } from './packedLines.ts';
import { requestStream } from './request.ts';
import { TerminalLog } from './terminalLog.ts';

export interface LogRequest {
  readonly follow: boolean;
  /** Entries, counted by the engine over both streams. */
  readonly tail?: number | undefined;
  readonly since?: LogMoment | undefined;
  readonly until?: LogMoment | undefined;
  readonly signal: AbortSignal;
}

/**
 * `GET /containers/<id>/logs`, always both streams and with timestamps, for a parser. `since` includes its moment.
 * Destroy the stream or abort the signal to end it at the engine. Rejects with the modem's error.
 */
export function openLog(connection: Connection, id: string, request: LogRequest): Promise<Readable> {
  const { follow, tail, since, until, signal } = request;
  return requestStream(connection.docker, {
    method: 'GET',
    path: `/containers/${id}/logs`,
    query: {
      stdout: true,
      stderr: true,
      timestamps: true,
      follow,
      tail: tail === undefined ? undefined : String(tail),
      since: since && asText(since),
      until: until && asText(until),
    },
    signal,
  });
}

export function logParser(hasTty: boolean, lines: PackedLines, options: LogParserOptions): LogParser {
  return hasTty ? new TerminalLog(lines, options) : new FramedLog(lines, options);
}

/** When the newest entry of a log was written; undefined where there is none. */
export async function newestMoment(
  connection: Connection,
  id: string,
  hasTty: boolean,
  signal: AbortSignal,
): Promise<LogMoment | undefined> {
  const parser = logParser(hasTty, new PackedLines(), { stdout: true, stderr: true });
  for await (const chunk of await openLog(connection, id, { follow: false, tail: 1, signal })) parser.push(chunk);
  return parser.position?.moment;
}

/** When the first entry of a stream was written, from its first chunk; undefined where that cannot be seen. */
export function firstMoment(hasTty: boolean, chunk: Buffer): LogMoment | undefined {
  const stamp = new StampReader();
  const header = hasTty ? 0 : 8;
  return stamp.read(chunk, header, chunk.length) > 0 ? stamp : undefined;
}

const asText = ({ seconds, nanoseconds }: LogMoment) => `${seconds}.${String(nanoseconds).padStart(9, '0')}`;
