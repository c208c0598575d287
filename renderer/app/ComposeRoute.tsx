import {
  ComposeEditorPage,
  ComposeForm,
  ComposePicture,
  type ComposeViews,
  StackEditorPage,
} from '../features/composeEditor/index.ts';

/** The editor knows only the text: here it gets its other views. */
const views: ComposeViews = { form: ComposeForm, picture: ComposePicture };

export function ComposeRoute() {
  return <ComposeEditorPage views={views} />;
}

interface StackEditRouteProps {
  readonly project: string;
  /** One of its files; the first where none is named. */
  readonly file: string | undefined;
}

export function StackEditRoute({ project, file }: StackEditRouteProps) {
  return <StackEditorPage key={project} project={project} file={file} views={views} />;
}
