import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Header, pack } from 'tar-stream';
import type { Connection } from '../../docker/connection.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestJson } from '../../docker/request.ts';
import { hasHelperProgram, helperProgram } from '../../helperProgram/helperProgram.ts';

/** On everything that is made to look into volumes; what bears it is removed when the app starts anew. */
export const HELPER_LABEL = 'gantry.volume-helper';
/** Of this run of the app: the label’s value on its helpers. */
export const THIS_RUN = randomUUID();
export const TOOL_PATH = '/gantry-helper';

/** Without it only what the archive API gives can be kept, and nothing can be removed inside a volume. */
export const hasTool = ({ engine }: Connection): boolean => hasHelperProgram(engine.arch);

/** The name changes with what is in it, so that an older Gantry’s is never taken for it. */
export function helperImageName(connection: Connection): string {
  const digest = createHash('sha256').update(helperProgram(connection.engine.arch) ?? '');
  return `gantry-volume-helper:${digest.digest('hex').slice(0, 12)}`;
}

/** `POST /images/create?fromSrc=-`: an image of one small program, without a registry. What is there is taken. */
export async function ensureHelperImage(connection: Connection): Promise<string> {
  const { docker, context } = connection;
  const name = helperImageName(connection);
  const [repo = '', tag = ''] = name.split(':');
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
      query: { fromSrc: '-', repo, tag },
      file: Readable.from(archiveOf(helperProgram(connection.engine.arch)), { objectMode: false }),
    });
    return name;
  } catch (thrown) {
    throw toFailure(thrown, { context, kind: 'image', name });
  }
}

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
