import { useMemo } from 'react';
import type { ComposeEdit } from '../../../../contract/compose/edit.ts';
import { type ComposeText, parseCompose } from '../../../../contract/compose/parseCompose.ts';
import type { ComposeSession } from '../session/session.ts';
import type { FormContextValue, Told } from './formContext.ts';
import { useFormState } from './useFormState.ts';
import { ValueField } from './ValueField.tsx';
import { t } from '../texts/index.ts';

const READ_ONLY: Told = {
  get message() {
    return t('This file is read only.');
  },
  get hint() {
    return t('Save a copy elsewhere, or change its rights.');
  },
};

/** The form over a session. */
export function useFormContext(session: ComposeSession): FormContextValue {
  const { state, refresh } = useFormState(session);
  return useMemo(
    () => ({
      ...state,
      Value: ValueField,
      apply(edits) {
        if (session.state().file.isReadOnly) return READ_ONLY;
        const text = session.text();
        // What one saw was read a moment ago: a path may mean something else now.
        if (text !== state.doc.text && !meanTheSame(edits, state.doc, parseCompose(text)))
          return {
            message: t('The text has changed meanwhile.'),
            hint: t('Look at what is there now, and try again.'),
          };
        const outcome = session.apply(edits);
        refresh();
        if (outcome.ok) return undefined;
        const { message, hint } = outcome.refusal;
        return { message, hint, refusal: outcome.refusal };
      },
      reveal: (place) => session.reveal(place),
    }),
    [session, state, refresh],
  );
}

const meanTheSame = (edits: readonly ComposeEdit[], before: ComposeText, now: ComposeText): boolean =>
  edits.every(({ path }) => {
    const isItem = typeof path.at(-1) === 'number';
    const outer = path.slice(0, -1);
    if (isItem && before.keysAt(outer).length !== now.keysAt(outer).length) return false;
    return before.nodeAt(path)?.text === now.nodeAt(path)?.text;
  });
