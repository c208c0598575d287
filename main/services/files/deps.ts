import type { FileTarget } from '../../../contract/commands/fileCommands.ts';
import { describe } from '../../files/program/operations.ts';
import type { FilePlace, FileSources } from '../../files/sources.ts';
import type { GetConnection } from '../../docker/connection.ts';
import type { Host } from '../../host.ts';
import type { OpenImages } from '../../imageFiles/openImages.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { ActivityRecorder } from '../activity.ts';
import type { Uploads } from '../uploads.ts';

/** What the files service is made of. */
export interface FilesDeps {
  readonly getConnection: GetConnection;
  readonly cliArgs: (context: string) => readonly string[];
  readonly sources: FileSources;
  readonly images: OpenImages;
  readonly jobs: Jobs;
  readonly activity: ActivityRecorder;
  readonly host: Pick<Host, 'offerFile'>;
  readonly uploads: Uploads;
}

/** For the command that is shown. A container without `rm` is given one beside it. */
export async function targetOf({ program, source, state }: FilePlace): Promise<FileTarget> {
  const { name } = state;
  if (source.kind === 'volume') return { kind: 'volume', name };
  if (!program) return { kind: 'container', name, hasTools: false, isStopped: !state.isRunning };
  for (const path of ['/bin/rm', '/usr/bin/rm']) {
    const hasTools = await describe(program, path).then(
      () => true,
      () => false,
    );
    if (hasTools) return { kind: 'container', name, hasTools };
  }
  return { kind: 'container', name, hasTools: false };
}

/** What a person calls a source, in a title. */
export const placeName = ({ source, state }: FilePlace): string =>
  source.kind === 'volume' ? `volume ${state.name}` : state.name;
