import { deferred } from '../../ui/index.ts';
import type { ComposeEditorPageProps, ComposeViewProps } from './page/ComposeEditorPage.tsx';
import type { StackEditorPageProps } from './page/StackEditorPage.tsx';

export const ComposeEditorPage = deferred<ComposeEditorPageProps>(
  async () => (await import('./page/ComposeEditorPage.tsx')).ComposeEditorPage,
);
export const ComposeForm = deferred<ComposeViewProps>(async () => (await import('./form/ComposeForm.tsx')).ComposeForm);
export const ComposePicture = deferred<ComposeViewProps>(
  async () => (await import('./picture/view/PictureView.tsx')).PictureView,
);
export const StackEditorPage = deferred<StackEditorPageProps>(
  async () => (await import('./page/StackEditorPage.tsx')).StackEditorPage,
);
export { stackEditRoute } from './page/routePath.ts';
export type { ComposeViews } from './page/ComposeEditorPage.tsx';
