import type { Connection } from '../../docker/connection.ts';
import { FOLDER } from '../helper/containerBody.ts';
import type { Helper } from '../helper/helperContainer.ts';
import { hasTool } from '../helper/helperImage.ts';
import { ProgramFailed } from '../helper/runProgram.ts';
import type { TarEntry } from '../tar/header.ts';
import { rewriteTar } from '../tar/rewriteTar.ts';
import type { HeaderChange } from '../tar/writeHeader.ts';

/**
 * Work in a volume that the helper’s program does best. Where there is none for the machine, or the machine starts no such
 * program (user namespaces, a policy), the engine still reads and writes archives; it is told why.
 */
export async function byProgram<T>(
  connection: Connection,
  run: () => Promise<T>,
  byEngine: (why: string) => Promise<T>,
): Promise<T> {
  if (!hasTool(connection)) return byEngine('the helper has no program for this kind of machine.');
  try {
    return await run();
  } catch (thrown) {
    if (!(thrown instanceof ProgramFailed) || connection.signal.aborted) throw thrown;
    return byEngine(thrown.message);
  }
}

/**
 * A volume as the engine’s archive call gives it: a tar that any tar reads, its names beginning with `./`, without
 * attributes, parts of seconds and holes.
 */
export async function* readByEngine(
  helper: Helper,
  signal: AbortSignal,
  onEntry: (entry: TarEntry) => void,
  onContent?: (piece: Buffer) => void,
): AsyncGenerator<Buffer, void, undefined> {
  yield* rewriteTar(
    helper.read(signal),
    (entry) => {
      const change = outward(entry);
      onEntry({ ...entry, ...change });
      return change;
    },
    onContent,
  );
}

/** What is said of a backup that the engine made. */
export const engineNote = (why: string): string => `Attributes and parts of seconds are not kept: ${why}`;

const HERE = Buffer.from('./');
const PREFIX = Buffer.from(`${FOLDER}/`);

const outward = (entry: TarEntry): HeaderChange & { readonly path: Buffer } => ({
  path: Buffer.concat([HERE, withoutFolder(entry.path)]),
  ...(entry.type === '1' && { target: Buffer.concat([HERE, withoutFolder(entry.target)]) }),
});

const withoutFolder = (path: Buffer): Buffer =>
  path.subarray(0, PREFIX.byteLength).equals(PREFIX) ? path.subarray(PREFIX.byteLength) : Buffer.alloc(0);
