import { type Diagnostic, forceLinting, linter, lintGutter } from '@codemirror/lint';
import { type Extension, StateEffect, type Text } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Problem } from '../problems/problem.ts';
import { changesOf, spanOf } from './positions.ts';

const DELAY_MS = 250;
const looked = StateEffect.define();

interface LintOptions {
  readonly problemsOf: (text: string) => readonly Problem[];
  readonly onProblems: (problems: readonly Problem[], text: string) => void;
}

/** Marks problems in the text, a moment after the last key. */
export function dockerfileLint({ problemsOf, onProblems }: LintOptions): Extension {
  const source = ({ state: { doc } }: EditorView) => {
    const text = doc.toString();
    const problems = problemsOf(text);
    onProblems(problems, text);
    return problems.map((problem) => toDiagnostic(problem, doc));
  };
  const needsRefresh = ({
    transactions,
  }: {
    readonly transactions: readonly { readonly effects: readonly StateEffect<unknown>[] }[];
  }) => transactions.some(({ effects }) => effects.some((effect) => effect.is(looked)));
  return [linter(source, { delay: DELAY_MS, needsRefresh }), lintGutter({ hoverTime: 200 })];
}

/** Something else than the text has changed: the checks have answered, for example. */
export function lookAgain(view: EditorView): void {
  view.dispatch({ effects: looked.of(null) });
  forceLinting(view);
}

function toDiagnostic(problem: Problem, doc: Text): Diagnostic {
  return {
    ...spanOf(doc, problem.range),
    severity: problem.severity,
    message: problem.message,
    source: problem.ruleId,
    renderMessage: () => renderProblem(problem),
    actions: problem.fixes.map((fix) => ({
      name: fix.label,
      apply: (view) => view.dispatch({ changes: changesOf(view.state.doc, fix), userEvent: 'fix' }),
    })),
  };
}

function renderProblem({ message, why }: Problem): HTMLElement {
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
