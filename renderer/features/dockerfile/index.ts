import { deferred } from '../../ui/index.ts';
import type { DockerfileEditorProps } from './DockerfileEditor.tsx';
import type { DockerfilePageProps } from './page/DockerfilePage.tsx';

/** For any page that shows a Dockerfile: a build that failed, for example. */
export const DockerfileEditor = deferred<DockerfileEditorProps>(
  async () => (await import('./DockerfileEditor.tsx')).DockerfileEditor,
);
export const DockerfilePage = deferred<DockerfilePageProps>(
  async () => (await import('./page/DockerfilePage.tsx')).DockerfilePage,
);
export { chooseTemplate } from './page/chosenTemplate.ts';
export { findTemplates } from './templates/lateTemplates.ts';
export type { BuildRequest } from './page/OpenDockerfilePage.tsx';
export { dockerfileRoute } from './page/routePath.ts';
