import { AppFailure } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';
import type { DockerfileFound } from '../../contract/model/buildContext.ts';
import type { Builds } from '../builds/createBuilds.ts';
import { createIgnoreFile } from '../builds/context/ignoreFile.ts';
import { measureContext } from '../builds/context/measureContext.ts';
import { outlineOf } from '../builds/dockerfile/outline.ts';
import { dockerfilePath, findDockerfiles, readDockerfile } from '../builds/findDockerfiles.ts';
import { listFolders } from '../builds/listFolders.ts';

export function createBuildsService(builds: Builds): ServiceOf<'builds'> {
  return {
    folders: ({ path }) => listFolders(path),
    dockerfiles: ({ path }) => findDockerfiles(path),
    dockerfile: async ({ source, dockerfile }) => {
      if (dockerfile.type === 'text') return found('', dockerfile.text);
      if (source.type !== 'folder') throw notHere();
      const text = await readDockerfile(dockerfilePath(source.path, dockerfile));
      return found(dockerfile.type === 'file' ? dockerfile.path : 'Dockerfile', text);
    },
    outline: async ({ text }) => outlineOf(text),
    measure: ({ path, dockerfile }, signal) => measureContext(path, dockerfile, signal),
    createIgnoreFile: ({ path, patterns }) => createIgnoreFile(path, patterns),
    start: async ({ context, settings }) => ({ buildId: await builds.start(context, settings) }),
    watch: (_input, signal) => builds.watch(signal),
    inspect: ({ buildId }) => builds.inspect(buildId),
    follow: ({ buildId }, signal) => builds.follow(buildId, signal),
    log: ({ buildId, source, since }, signal) => builds.log(buildId, { source, since }, signal),
    remove: ({ buildIds }) => builds.remove(buildIds),
    openShell: async ({ buildId }) => ({ jobId: await builds.openShell(buildId) }),
  };
}

const found = (path: string, text: string): DockerfileFound => ({ path, text, outline: outlineOf(text) });

const notHere = () =>
  new AppFailure({
    code: 'not-found',
    message: 'The Dockerfile is not on this computer.',
    hint: 'The builder fetches it together with its context.',
  });
