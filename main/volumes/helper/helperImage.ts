import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Header, pack } from 'tar-stream';
import type { Connection } from '../../docker/connection.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestJson } from '../../docker/request.ts';
import { hasHelperProgram, helperProgram } from '../../helperProgram/helperProgram.ts';

/** On everything that is made to look into volumes. Its value is the run of the app that made it. */
export const HELPER_LABEL = 'gantry.volume-helper';
/** This run of the app. */
export const THIS_RUN = randomUUID();
export const TOOL_PATH = '/gantry-helper';

/** Without it only what the archive API gives can be kept, and nothing can be removed inside a volume. */
export const hasTool = ({ engine }: Connection): boolean => hasHelperProgram(engine.arch);

/**
 * The name changes with what is in it, so that an older Gantry’s is never taken for it. It has no tag: Podman 4 gives what
 * it imports the tag `latest`, whatever it is told.
 */
export function helperImageName(connection: Connection): string {
  const digest = createHash('sha256').update(helperProgram(connection.engine.arch) ?? '');
  return `gantry-volume-helper-${digest.digest('hex').slice(0, 12)}`;
}

/** `POST /images/create?fromSrc=-`: an image of one small program, without a registry. What is there is taken. */
export async function ensureHelperImage(connection: Connection): Promise<string> {
  const { docker, context } = connection;
  const name = helperImageName(connection);
  try {
    const found = await requestJson(docker, { method: 'GET', path: `/images/${name}/json` }).then(
      () => true,
      (thrown: unknown) => {
        if ((thrown as { statusCode?: number }).statusCode === 404) return false;
        throw thrown;
      },
    );
    if (found) return name;
    const changes = encodeURIComponent(`LABEL ${HELPER_LABEL}=1`);
    await requestJson(docker, {
      method: 'POST',
      path: `/images/create?changes=${changes}&`,
      query: { fromSrc: '-', repo: name },
      file: Readable.from(archiveOf(helperProgram(connection.engine.arch)), { objectMode: false }),
    });
    return name;
  } catch (thrown) {
    throw toFailure(thrown, { context, kind: 'image', name });
  }
}

/**
 * Unless a helper is left that may need it, also another Gantry's. The engine would refuse that too, but only once it is
 * not being read any more: it would keep whoever asks waiting for as long as that takes.
 */
export async function removeHelperImages(connection: Connection): Promise<void> {
  if ((await listHelpers(connection, 'containers')).length > 0) return;
  for (const { Id } of await listHelpers(connection, 'images')) {
    await requestJson(connection.docker, { method: 'DELETE', path: `/images/${Id}` }).catch(() => {});
  }
}

export interface Listed {
  readonly Id: string;
  /** Of containers, with a slash before them. */
  readonly Names?: readonly string[] | null;
  /** Epoch seconds, by the engine’s clock. */
  readonly Created: number;
  readonly State?: string;
  readonly Labels?: Readonly<Record<string, string>> | null;
}

/** Those of any run of any Gantry. Rejects with the modem’s error. */
export const listHelpers = ({ docker }: Connection, kind: 'containers' | 'images'): Promise<readonly Listed[]> => {
  const filters = JSON.stringify({ label: [HELPER_LABEL] });
  return requestJson(docker, { method: 'GET', path: `/${kind}/json`, query: { all: true, filters } });
};

/** An archive must hold something: where there is no program for the machine, an empty file. */
async function* archiveOf(tool: Buffer | undefined): AsyncGenerator<Uint8Array, void, undefined> {
  const archive = pack();
  const header: Partial<Header> & { readonly name: string } = {
    name: TOOL_PATH.slice(1),
    mode: 0o755,
    mtime: new Date(0),
  };
  archive.entry(header, tool ?? Buffer.alloc(0));
  archive.finalize();
  yield* archive as AsyncIterable<Uint8Array>;
}
