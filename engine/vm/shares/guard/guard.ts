import { Transform, type TransformCallback } from 'node:stream';
import { bindSources, mayBind, renameSources } from './bindSources.ts';
import { boundAs, refusalOf } from './judge.ts';
import { type RequestPart, RequestParts } from './requestParts.ts';

export interface GuardOptions {
  /** Paths of the guest; read for each request. */
  readonly shared: () => readonly string[];
  /** Those that should be shared and are not, and why not. */
  readonly failed?: () => ReadonlyMap<string, string>;
  /** Says the refusal to the client, in the place of the engine. */
  readonly answer: (response: Buffer) => void;
  readonly platform?: NodeJS.Platform;
}

const NONE: ReadonlyMap<string, string> = new Map();

/**
 * What a client says to the engine, on its way there: a container, service or volume that binds a folder which the guest does
 * not see is refused before it is made, and a folder that is named as Windows does is named as the guest has it. A client
 * waits for its answer before it asks again, so that the refusal is in its place.
 */
export function createGuard(options: GuardOptions): Transform {
  const { shared, failed = () => NONE, answer, platform = process.platform } = options;
  const parts = new RequestParts(mayBind);
  const take = (part: RequestPart): Buffer | undefined => {
    if (part.type === 'pass') return part.bytes;
    const { target, body, bytes } = part;
    const refusals = bindSources(target, body).map((source) =>
      refusalOf(source, { shared: shared(), failed: failed(), platform }),
    );
    const refusal = refusals.find((one) => one !== undefined);
    if (refusal === undefined) {
      const renamed = renameSources(target, body, (source) => boundAs(source, platform));
      return renamed ? withBody(bytes, renamed) : bytes;
    }
    answer(refused(refusal));
    return undefined;
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      for (const part of parts.push(chunk)) {
        const bytes = take(part);
        if (bytes) this.push(bytes);
      }
      done();
    },
  });
}

const END_OF_HEAD = '\r\n\r\n';

/** The same request with another body, whose length is said at once. */
function withBody(request: Buffer, body: Buffer): Buffer {
  const [first = '', ...headers] = request
    .subarray(0, request.indexOf(END_OF_HEAD))
    .toString('latin1')
    .split('\r\n')
    .filter((line) => !/^(?:content-length|transfer-encoding|trailer):/i.test(line));
  const head = [first, ...headers, `Content-Length: ${body.length}`, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}

/** As the engine says that something is wrong with what was asked. */
function refused(message: string): Buffer {
  const body = Buffer.from(`${JSON.stringify({ message })}\n`);
  const head = [
    'HTTP/1.1 400 Bad Request',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    '',
    '',
  ].join('\r\n');
  return Buffer.concat([Buffer.from(head), body]);
}
