import type { ClientRequest } from 'node:http';
import type { Duplex, Readable } from 'node:stream';
import type Dockerode from 'dockerode';
import { noteCall, type NotedCall } from './calls.ts';

export interface EngineRequest {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'HEAD';
  /** Without the API version: `/containers/<id>/logs`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: object;
  /** Sent as it is, a tar archive, in place of `body`. It is read no faster than the engine takes it. */
  readonly file?: Readable;
  /** How long the file is, where that is known: then it is sent as it is, and not cut into chunks. */
  readonly fileBytes?: number | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** Of an answer that is still to be read. */
const notes = new WeakMap<Readable, NotedCall>();

const SWITCHED = 101;
/** 304 is success: what was asked for is so already. 101 is a pipe. */
const SUCCESS = { [SWITCHED]: true, 200: true, 201: true, 202: true, 204: true, 304: true };

/**
 * One request, its answer parsed; `undefined` for an empty one. dockerode's own methods change their options, take 304
 * for a failure, and buffer what should stream; these three do not. They reject with the modem's error: `toFailure` it.
 */
export async function requestJson<T>(docker: Dockerode, request: EngineRequest): Promise<T> {
  try {
    const chunks: Buffer[] = [];
    const stream = await requestStream(docker, request);
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString().trim();
    // Podman says `OK` of networks that were joined and left, where Docker says nothing.
    if (text === '' || text === 'OK') return undefined as T;
    const answer = JSON.parse(text) as T;
    notes.get(stream)?.read(answer);
    return answer;
  } catch (thrown) {
    request.signal?.throwIfAborted(); // the answer was cut off because nobody wanted it any more
    throw thrown;
  }
}

/** An answer that streams. Destroy it, or abort the signal, to end it at the engine; then it fails, or just ends. */
export function requestStream(docker: Dockerode, request: EngineRequest): Promise<Readable> {
  return dial<Readable>(docker, request, { isStream: true });
}

/** A connection that turns into a raw pipe (attach, exec). Destroy it to let go of it. */
export function requestPipe(docker: Dockerode, request: EngineRequest): Promise<Duplex> {
  // The modem would send `{}` where there is no body, and Podman gives that to the program as if it had been typed.
  const nothing = request.body ? {} : { file: Buffer.alloc(0) };
  return dial<Duplex>(docker, request, { isStream: true, hijack: true, openStdin: true, allowEmpty: true, ...nothing });
}

/**
 * Node's own abort of a request has two traps where connections are kept alive. Its signal stays tied to the connection
 * that was made for it, and tears whatever other request uses that later. And aborted just when an answer ends, its
 * error finds no listener any more and ends the process. So Node's is used until the answer begins, then the answer is
 * destroyed.
 */
async function dial<T extends Readable>(docker: Dockerode, request: EngineRequest, mode: object): Promise<T> {
  const { method, path, query = {}, body = {}, file, fileBytes, headers, signal } = request;
  signal?.throwIfAborted();
  const begin = new AbortController();
  const giveUp = () => begin.abort(signal?.reason);
  signal?.addEventListener('abort', giveUp);
  if (file && fileBytes !== undefined) whenPiped(file, (into) => sendWithLength(into, fileBytes));
  try {
    const note = noteCall(method, path, query, request.body !== undefined || file !== undefined);
    const answer = await new Promise<T>((resolve, reject) => {
      const options = { _query: withoutGaps(query), _body: body };
      docker.modem.dial(
        {
          ...mode,
          path: path.includes('?') ? path : `${path}?`,
          method,
          statusCodes: SUCCESS,
          options,
          abortSignal: begin.signal,
          ...(file && { file }),
          ...(headers && { headers: { ...headers } }),
        },
        (error, found) => {
          note.answered(statusOf(error ?? found, mode));
          if (error) reject(error);
          else resolve(found as T);
        },
      );
    });
    notes.set(answer, note);
    answer.on('error', () => {}); // whoever reads sees it; nobody may be reading
    const destroy = () => answer.destroy();
    signal?.addEventListener('abort', destroy);
    answer.on('close', () => signal?.removeEventListener('abort', destroy));
    if (signal?.aborted) destroy();
    return answer;
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}

/** The modem keeps its request to itself: the one moment at which it can be reached is when the file is piped into it. */
function whenPiped(file: Readable, prepare: (into: ClientRequest) => void): void {
  const pipe = file.pipe.bind(file);
  file.pipe = (into, options) => {
    prepare(into as unknown as ClientRequest);
    return pipe(into, options);
  };
}

function sendWithLength(request: ClientRequest, bytes: number): void {
  request.removeHeader('Transfer-Encoding');
  request.setHeader('Content-Length', bytes);
}

/** A pipe is the bare connection: that it is there means that the engine has switched over. */
function statusOf(answer: unknown, mode: object): number | undefined {
  const { statusCode } = answer as { statusCode?: number };
  return statusCode ?? ('hijack' in mode && !(answer instanceof Error) ? SWITCHED : undefined);
}

function withoutGaps(query: object): object {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}
