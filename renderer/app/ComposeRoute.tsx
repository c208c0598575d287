import { ComposeEditorPage, ComposeForm, type ComposeViews } from '../features/composeEditor/index.ts';

/** The editor knows only the text: here it gets its other views. */
const views: ComposeViews = { form: ComposeForm };

export function ComposeRoute() {
  return <ComposeEditorPage views={views} />;
}
