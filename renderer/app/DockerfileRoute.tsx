import { openBuildForm } from '../features/builds/index.ts';
import { type BuildRequest, DockerfilePage } from '../features/dockerfile/index.ts';

/** The editor knows nothing of builds: here they meet. */
export function DockerfileRoute() {
  return <DockerfilePage onBuild={build} />;
}

function build({ folder, file }: BuildRequest): void {
  openBuildForm({
    source: { type: 'folder', path: folder },
    dockerfile: file === 'Dockerfile' ? { type: 'default' } : { type: 'file', path: file },
    ...{ tags: [], args: [], platforms: [], labels: [], secrets: [], ssh: [], cacheFrom: [], cacheTo: [] },
    ...{ noCache: false, pull: false, output: { type: 'default' } },
  });
}
