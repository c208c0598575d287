import { useEffect, useState } from 'react';
import { type ComposeText, parseCompose } from '../../../../contract/compose/parseCompose.ts';
import type { ComposeSession, SessionState } from '../session/session.ts';

/** What the form shows: the file as it was read last, and what is known of its variables and names. */
export interface FormState {
  readonly doc: ComposeText;
  /** Of the text that was read. */
  readonly version: number;
  readonly analysis: SessionState['analysis'];
  readonly variables: SessionState['variables'];
}

/** While one types in the text, the form waits for a pause: the longer the text, the longer. */
const PAUSE_MS = 60;
const LONG_TEXT = 50_000;
const LONG_PAUSE_MS = 250;

const readNow = (session: ComposeSession): FormState => {
  const { version, analysis, variables } = session.state();
  return { doc: parseCompose(session.text()), version, analysis, variables };
};

/**
 * The state of the form follows the text when the text has been painted: an edit shows there first. `refresh` is for an edit of
 * the form itself, which need not wait for a pause.
 */
export function useFormState(session: ComposeSession): { readonly state: FormState; readonly refresh: () => void } {
  const [state, setState] = useState(() => readNow(session));
  const [schedule] = useState(() => afterPaint(() => setState((before) => renewed(session, before))));
  useEffect(() => {
    const changed = () => schedule.in(session.text().length > LONG_TEXT ? LONG_PAUSE_MS : PAUSE_MS);
    changed();
    const stop = session.subscribe(changed);
    return () => {
      stop();
      schedule.stop();
    };
  }, [session, schedule]);
  return { state, refresh: schedule.now };
}

/**
 * A text that was changed and changed back is read again, too: a field that waits for what it wrote to be read would wait for
 * ever.
 */
function renewed(session: ComposeSession, before: FormState): FormState {
  const { version, analysis, variables } = session.state();
  if (version === before.version && analysis === before.analysis && variables === before.variables) return before;
  const doc = version === before.version ? before.doc : parseCompose(session.text());
  return { doc, version, analysis, variables };
}

function afterPaint(run: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSoon = false;
  const set = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isSoon = false;
      run();
    }, ms);
  };
  return {
    in: (ms: number): void => {
      if (!isSoon) set(ms);
    },
    /** Behind the frame that is being made. */
    now: (): void => {
      isSoon = true;
      set(34);
    },
    stop: (): void => {
      clearTimeout(timer);
      isSoon = false;
    },
  };
}
