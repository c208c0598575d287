import { type Action, type Diagnostic, setDiagnostics } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';
import type { Fix, Problem } from '../language/analysis.ts';
import { composeProblems, unsetProblems } from '../language/composeProblems.ts';
import type { ComposeSession, SessionState } from '../session/session.ts';
import { valuesEffect } from './variables.ts';

/** Everything that is known to be wrong with the text of now; what was said of an older one only where it still holds. */
export function problemsOf(session: ComposeSession, state: SessionState): readonly Problem[] {
  const { analysis, check, version, variables } = state;
  if (!analysis) return [];
  const isOfNow = check.type === 'done' && check.version === version && analysis.version === version;
  const said = isOfNow ? composeProblems(check.check.findings, analysis.problems, session.text(), session.path) : [];
  return [...analysis.problems, ...unsetProblems(analysis, variables), ...said].toSorted((a, b) => a.from - b.from);
}

export function applyFix(session: ComposeSession, fix: Fix): string | undefined {
  if ('changes' in fix) {
    session.change(fix.changes);
    return undefined;
  }
  const outcome = session.apply(fix.edits);
  return outcome.ok ? undefined : outcome.refusal.message;
}

interface Reading {
  readonly state: SessionState;
  readonly problems: readonly Problem[];
  readonly onFix: (fix: Fix) => void;
}

/** Marks problems and values of variables in the text. They move with it until the next ones come. */
export function showReading(view: EditorView, reading: Reading): void {
  const { state, problems, onFix } = reading;
  const end = view.state.doc.length;
  const diagnostics = problems.map(({ from, to, severity, message, why, source, fixes }): Diagnostic => {
    const actions = fixes.map((fix): Action => ({ name: fix.label, apply: () => onFix(fix) }));
    return {
      from: Math.min(from, end),
      to: Math.min(to, end),
      severity,
      message,
      source,
      actions: view.state.readOnly ? [] : actions,
      renderMessage: () => rendered(message, why),
    };
  });
  // In one go: each dispatch is a drawing of its own.
  view.dispatch(setDiagnostics(view.state, diagnostics), { effects: valuesEffect(state, end) });
}

function rendered(message: string, why: string | undefined): HTMLElement {
  const root = document.createElement('div');
  const what = document.createElement('div');
  what.textContent = message;
  root.append(what);
  if (why !== undefined) {
    const reason = document.createElement('div');
    reason.className = 'cm-why';
    reason.textContent = why;
    root.append(reason);
  }
  return root;
}
