import { Transform, type TransformCallback } from 'node:stream';
import { bindSources, mayBind } from './bindSources.ts';
import { refusalOf } from './judge.ts';
import { type RequestPart, RequestParts } from './requestParts.ts';

export interface GuardOptions {
  /** Paths of the guest; read for each request. */
  readonly shared: () => readonly string[];
  /** Says the refusal to the client, in the place of the engine. */
  readonly answer: (response: Buffer) => void;
  readonly platform?: NodeJS.Platform;
}

/**
 * What a client says to the engine, on its way there: a container, service or volume that binds a folder which the guest does
 * not see is refused before it is made. A client waits for its answer before it asks again, so that the refusal is in its place.
 */
export function createGuard({ shared, answer, platform = process.platform }: GuardOptions): Transform {
  const parts = new RequestParts(mayBind);
  const take = (part: RequestPart): Buffer | undefined => {
    if (part.type === 'pass') return part.bytes;
    const refusals = bindSources(part.target, part.body).map((source) => refusalOf(source, shared(), platform));
    const refusal = refusals.find((one) => one !== undefined);
    if (refusal === undefined) return part.bytes;
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
