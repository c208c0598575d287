import { createContext, use } from 'react';
import type { ImageDefaults } from '../../../../../contract/model/image.ts';
import type { RunDraft } from '../draft/draft.ts';
import type { Problems } from '../draft/readDraft.ts';
import type { TakenPort } from '../fieldErrors.ts';

export interface FormState {
  readonly context: string;
  readonly draft: RunDraft;
  readonly change: (edit: (draft: RunDraft) => RunDraft) => void;
  /** By place, as `readDraft` names them. */
  readonly problems: Problems;
  /** What would be dangerous, with the reason, by place. */
  readonly dangers: Problems;
  readonly taken: ReadonlyMap<string, TakenPort>;
  /** What the image says, once it is known. */
  readonly defaults?: ImageDefaults | undefined;
  /** The image has to be pulled. */
  readonly isImageMissing: boolean;
  readonly onPasteCommand?: ((text: string) => void) | undefined;
}

export const FormContext = createContext<FormState | undefined>(undefined);

/** The form that a field stands in. */
export function useForm(): FormState {
  const form = use(FormContext);
  if (!form) throw new Error('A field stands in a form.');
  return form;
}
