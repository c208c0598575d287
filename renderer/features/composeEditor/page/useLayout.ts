import { useLayoutValue } from '../../settings/index.ts';

export type ViewId = 'text' | 'form' | 'picture';

export interface EditorLayout {
  readonly view: ViewId;
  /** The text beside the form or the picture. */
  readonly isSplit: boolean;
}

const isLayout = (value: unknown): value is EditorLayout =>
  typeof value === 'object' &&
  value !== null &&
  ['text', 'form', 'picture'].includes((value as EditorLayout).view) &&
  typeof (value as EditorLayout).isSplit === 'boolean';

const FIRST: EditorLayout = { view: 'text', isSplit: true };

/** Which view is shown, as the person left it. */
export const useEditorLayout = () => useLayoutValue('compose.editor', isLayout, FIRST);
