import { deferred } from '../../ui/index.ts';
import type { FilesViewProps } from './FilesView.tsx';

export type { FilesViewProps } from './FilesView.tsx';
/** Files of a container, a volume or an image: give it a source, and its name. */
export const FilesView = deferred<FilesViewProps>(async () => (await import('./FilesView.tsx')).FilesView);
