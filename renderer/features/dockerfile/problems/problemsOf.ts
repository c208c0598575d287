import type { CheckFinding } from '../../../../contract/model/dockerfile.ts';
import { findingsOf } from '../rules/index.ts';
import type { FolderFacts, Severity } from '../rules/rule.ts';
import type { Problem } from './problem.ts';
import { syntaxProblems } from './syntaxProblems.ts';

/** BuildKit’s name of a rule, and what we call the same. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  MaintainerDeprecated: ['maintainer'],
  LegacyKeyValueFormat: ['pair-without-equals'],
  SecretsUsedInArgOrEnv: ['secret-in-image'],
  WorkdirRelativePath: ['workdir-relative'],
  JSONArgsRecommended: ['shell-form', 'shell-entrypoint-ignores-cmd', 'exec-form-single-quotes'],
  MultipleInstructionsDisallowed: ['only-last-works'],
  ConsistentInstructionCasing: ['syntax-casing-instruction'],
  NoEmptyContinuation: ['syntax-empty-continuation-line'],
  DuplicateStageName: ['syntax-duplicate-build-stage-name'],
  ExposeInvalidFormat: ['expose-brackets'],
};
/** What our rules say better than the grammar does. */
const SAID_BETTER: Readonly<Record<string, string>> = {
  'syntax-invalid-destination': 'many-sources-without-slash',
  'syntax-invalid-port': 'expose-brackets',
  'syntax-invalid-syntax': 'expose-brackets',
};
const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

const overlap = (problem: Problem, first: number, last: number) =>
  problem.range.start.line <= last && problem.range.end.line >= first;

/** Everything that is to be said of a text, each thing once, from the top. `checks` are at the lines of this text. */
export function problemsOf(text: string, folder?: FolderFacts, checks: readonly CheckFinding[] = []): Problem[] {
  const own: Problem[] = findingsOf(text, folder).map(({ fix, ...finding }) => ({
    ...finding,
    fixes: fix ? [fix] : [],
    sources: ['Gantry'],
  }));
  const syntax = syntaxProblems(text).filter(
    ({ ruleId, range }) =>
      !own.some((known) => known.ruleId === SAID_BETTER[ruleId] && overlap(known, range.start.line, range.end.line)),
  );
  const problems = [...own, ...syntax];
  for (const check of checks) addCheck(problems, check, text.split('\n'));
  return problems.toSorted(
    (a, b) =>
      a.range.start.line - b.range.start.line ||
      ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) ||
      a.range.start.character - b.range.start.character,
  );
}

function addCheck(problems: Problem[], check: CheckFinding, lines: readonly string[]): void {
  const first = Math.min((check.startLine ?? 1) - 1, lines.length - 1);
  const last = Math.min((check.endLine ?? check.startLine ?? 1) - 1, lines.length - 1);
  const isSame = (problem: Problem) =>
    overlap(problem, first, last) &&
    (check.ruleName === 'BuildError'
      ? problem.severity === 'error'
      : (SAME[check.ruleName]?.includes(problem.ruleId) ?? false) || problem.ruleId === check.ruleName);
  const at = problems.findIndex(isSame);
  const known = problems[at];
  if (known) {
    const sources = known.sources.includes('BuildKit') ? known.sources : [...known.sources, 'BuildKit' as const];
    problems[at] = { ...known, sources, ...(check.url !== undefined && { url: check.url }) };
    return;
  }
  problems.push({
    ruleId: check.ruleName,
    severity: check.severity,
    range: {
      start: { line: first, character: (lines[first] ?? '').search(/\S|$/) },
      end: { line: last, character: (lines[last] ?? '').length },
    },
    message: check.message,
    ...(check.description !== undefined && check.description !== check.message && { why: check.description }),
    ...(check.url !== undefined && { url: check.url }),
    fixes: [],
    sources: ['BuildKit'],
  });
}
