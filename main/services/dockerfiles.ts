import path from 'node:path';
import { checkDockerfileCommand } from '../../contract/commands/buildxCommands.ts';
import type { ServiceOf } from '../../contract/index.ts';
import type { Buildx } from '../buildx/createBuildx.ts';
import { checkDockerfile } from '../dockerfiles/checkDockerfile.ts';
import { absolutePath, readDockerfile } from '../dockerfiles/readDockerfile.ts';
import { saveDockerfile } from '../dockerfiles/saveDockerfile.ts';
import type { GetConnection } from '../docker/connection.ts';
import type { ActivityRecorder } from './activity.ts';

interface DockerfilesDeps {
  readonly buildx: Buildx;
  readonly getConnection: GetConnection;
  readonly cliArgs: (context: string) => readonly string[];
  readonly activity: ActivityRecorder;
}

/** Dockerfiles on this computer: read, saved, checked. */
export function createDockerfilesService(deps: DockerfilesDeps): ServiceOf<'dockerfiles'> {
  const { buildx, getConnection, cliArgs, activity } = deps;
  return {
    read: (input) => readDockerfile(input.path),
    save: (input) => saveDockerfile(input),
    async check(input, signal) {
      const { context, text } = input;
      const file = absolutePath(input.path);
      const folder = path.dirname(file);
      await getConnection(context, signal); // says why there is no engine better than buildx does
      const command = checkDockerfileCommand(file, folder, cliArgs(context));
      const entry = { context, title: `Check ${file}`, command };
      return activity.record(entry, () => checkDockerfile(buildx, { context, text, folder }, signal));
    },
  };
}
