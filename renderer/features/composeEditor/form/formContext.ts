import { type ComponentType, createContext, useContext } from 'react';
import type { ComposeEdit, ComposePath, EditRefusal } from '../../../../contract/compose/edit.ts';
import type { Span } from '../session/session.ts';
import type { Shape } from './shapes.ts';
import type { FormState } from './useFormState.ts';

/** Why nothing was changed, said at the field. */
export interface Told {
  readonly message: string;
  readonly hint?: string | undefined;
  readonly refusal?: EditRefusal;
}

export interface ValueFieldProps {
  readonly path: ComposePath;
  readonly shape: Shape;
  readonly describedBy?: string | undefined;
}

/** What every field of the form needs. */
export interface FormContextValue extends FormState {
  /** One step of undo; or what is in the way. */
  readonly apply: (edits: readonly ComposeEdit[]) => Told | undefined;
  readonly reveal: (place: Span) => void;
  /** Any value. Lists and maps have values, which may be lists and maps: they find each other here. */
  readonly Value: ComponentType<ValueFieldProps>;
}

const FormContext = createContext<FormContextValue | undefined>(undefined);

export const FormProvider = FormContext.Provider;

export function useForm(): FormContextValue {
  const value = useContext(FormContext);
  if (!value) throw new Error('A field of the form stands outside of it.');
  return value;
}
