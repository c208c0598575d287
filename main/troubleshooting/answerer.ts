import { Readable } from 'node:stream';
import { AppFailure } from '../../contract/errors.ts';
import type { EngineVersion } from '../../contract/model/context.ts';
import { TAR_END, tarHeader, tarPadding } from '../files/tar/tarHeader.ts';
import { helperProgram } from '../helperProgram/helperProgram.ts';

export const ANSWERER_PATH = '/gantry';
export const INNER_PORT = 8080;

/** All that is in the self-test’s image: the helper program, which can answer by HTTP. Throws `unsupported`. */
export function answererArchive({ os, arch }: EngineVersion): {
  readonly archive: Readable;
  readonly sizeBytes: number;
} {
  const program = os === 'linux' ? helperProgram(arch) : undefined;
  if (!program) {
    throw new AppFailure({
      code: 'unsupported',
      message: `Gantry has no program to test an engine of ${os}/${arch} with.`,
      hint: 'Run a container of any image with a published port, and open the port.',
    });
  }
  const entry = { path: ANSWERER_PATH.slice(1), kind: 'file', mode: 0o755, sizeBytes: program.length } as const;
  const header = tarHeader({ ...entry, userId: 0, groupId: 0, modifiedAt: 0 });
  const archive = Buffer.concat([header, program, tarPadding(program.length), TAR_END]);
  return { archive: Readable.from([archive]), sizeBytes: program.length };
}
