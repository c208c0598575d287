import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { AppFailure } from '../../../contract/errors.ts';
import type { Connection } from '../../docker/connection.ts';
import { HELPER_LABEL } from '../../docker/helperLabel.ts';
import { requestJson } from '../../docker/request.ts';
import { helperProgram } from '../../helperProgram/helperProgram.ts';
import { tarHeader, TAR_END, tarPadding } from '../tar/tarHeader.ts';

export const PROGRAM_PATH = '/gantry-files';
/** Where a volume is mounted in a helper. */
export const VOLUME_PATH = '/volume';

/**
 * An image of one small static program, made at the engine where it is not there yet; gives its name. Rejects with
 * `unsupported` where there is no program for its processor.
 */
export async function ensureProgramImage({ docker, engine }: Connection, signal?: AbortSignal): Promise<string> {
  const program = helperProgram(engine.arch);
  if (!program || engine.os !== 'linux') {
    throw new AppFailure({
      code: 'unsupported',
      message: `Gantry has no helper program for ${engine.os}/${engine.arch}.`,
      hint: 'Files can be listed and copied through the engine, only slower.',
    });
  }
  const archive = archiveOf(program);
  // In the name, not in a tag: Podman 4 gives what it imports the tag `latest`, whatever it is told.
  const name = `gantry-files-${createHash('sha256').update(archive).digest('hex').slice(0, 12)}`;
  const known = await requestJson(docker, { method: 'GET', path: `/images/${name}/json`, signal }).then(
    () => true,
    (thrown: { statusCode?: number }) => {
      if (thrown.statusCode === 404) return false;
      throw thrown;
    },
  );
  if (known) return name;
  await requestJson(docker, {
    method: 'POST',
    path: '/images/create',
    query: {
      fromSrc: '-',
      repo: name,
      message: 'Looks at files for Gantry',
      changes: `LABEL ${HELPER_LABEL}=files`,
    },
    file: Readable.from([archive]),
    headers: { 'Content-Type': 'application/x-tar' },
    signal,
  });
  return name;
}

/** Takes the image away, unless a container of another helper still needs it. */
export async function removeProgramImage({ docker }: Connection, name: string): Promise<void> {
  await requestJson(docker, { method: 'DELETE', path: `/images/${name}` }).catch(() => {}); // the next end tries again
}

function archiveOf(program: Buffer): Buffer {
  const head = { userId: 0, groupId: 0, modifiedAt: 0 };
  return Buffer.concat([
    tarHeader({ ...head, path: `${VOLUME_PATH.slice(1)}/`, kind: 'directory', mode: 0o755, sizeBytes: 0 }),
    tarHeader({ ...head, path: PROGRAM_PATH.slice(1), kind: 'file', mode: 0o755, sizeBytes: program.length }),
    program,
    tarPadding(program.length),
    TAR_END,
  ]);
}
