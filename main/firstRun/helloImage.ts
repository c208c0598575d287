import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { AppFailure } from '../../contract/errors.ts';
import type { Connection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { requestJson } from '../docker/request.ts';
import { HELLO_BYTES } from './helloBytes.ts';

/** Without a tag: Podman 4 gives what it imports the tag `latest`, whatever it is told. */
export const HELLO_IMAGE = 'gantry-hello';
/** What `docker image import --change` is told. */
export const HELLO_CHANGES = ['CMD ["/hello"]', 'EXPOSE 80', 'LABEL gantry.hello=1'];

const ARCHITECTURES: Readonly<Record<string, keyof typeof HELLO_BYTES>> = {
  amd64: 'amd64',
  x86_64: 'amd64',
  arm64: 'arm64',
  aarch64: 'arm64',
};

/** The files of the image: one program (`resources/hello-program`). Rejects with `unsupported` for other processors. */
export async function helloArchive({ engine }: Pick<Connection, 'engine'>): Promise<Buffer> {
  const architecture = ARCHITECTURES[engine.arch];
  if (!architecture) {
    throw new AppFailure({
      code: 'unsupported',
      message: `Gantry’s own first image runs on amd64 and arm64, and this engine is on ${engine.arch}.`,
      hint: 'Pull an image for it, and run that.',
    });
  }
  const archive = pack();
  // The same bytes each time: so the same image as the command makes.
  const program = gunzipSync(Buffer.from(HELLO_BYTES[architecture], 'base64'));
  archive.entry({ name: 'hello', mode: 0o755, mtime: new Date(0) }, program);
  archive.finalize();
  return buffer(archive as AsyncIterable<Uint8Array>);
}

/** `GET /images/{name}/json`. One of that name that is not ours counts as none. */
export async function hasHelloImage({ docker, context }: Connection): Promise<boolean> {
  interface Found {
    readonly Config?: { readonly Labels?: Readonly<Record<string, string>> | null } | null;
  }
  try {
    const found = await requestJson<Found>(docker, { method: 'GET', path: `/images/${HELLO_IMAGE}/json` });
    return found.Config?.Labels?.['gantry.hello'] === '1';
  } catch (thrown) {
    if ((thrown as { statusCode?: number }).statusCode === 404) return false;
    throw toFailure(thrown, { context, kind: 'image', name: HELLO_IMAGE });
  }
}

/** `POST /images/create?fromSrc=-`: some kilobytes, from here; no registry is asked. */
export async function importHelloImage(connection: Connection): Promise<void> {
  const archive = await helloArchive(connection);
  const changes = HELLO_CHANGES.map((change) => `changes=${encodeURIComponent(change)}`).join('&');
  await requestJson(connection.docker, {
    method: 'POST',
    path: `/images/create?${changes}&`,
    query: { fromSrc: '-', repo: HELLO_IMAGE },
    file: Readable.from([archive], { objectMode: false }),
  }).catch((thrown: unknown) => {
    throw toFailure(thrown, { context: connection.context, kind: 'image', name: HELLO_IMAGE });
  });
}
