import { expect, test } from 'vitest';
import type { CheckFinding } from '../../../../contract/model/dockerfile.ts';
import { applyEdits } from '../rules/applyEdits.ts';
import { problemsOf } from './problemsOf.ts';
import { shiftFindings } from './shiftFindings.ts';

const check = (ruleName: string, startLine: number, more: Partial<CheckFinding> = {}): CheckFinding => ({
  ruleName,
  severity: 'warning',
  message: ruleName,
  startLine,
  endLine: startLine,
  ...more,
});
const said = (text: string, checks: readonly CheckFinding[] = []) =>
  problemsOf(text, undefined, checks).map(
    ({ ruleId, range, sources }) => `${range.start.line + 1} ${ruleId} ${sources.join('+')}`,
  );

test('what BuildKit and our rules both find is said once, with the fix and BuildKit’s page', () => {
  const text = 'FROM busybox:1\nMAINTAINER me\nENV A b\nCMD echo hi\n';
  const checks = [
    check('MaintainerDeprecated', 2, { url: 'https://docs.docker.com/x' }),
    check('LegacyKeyValueFormat', 3),
    check('JSONArgsRecommended', 4),
    check('UndefinedVar', 3),
  ];
  expect(said(text, checks)).toEqual([
    '2 maintainer Gantry+BuildKit',
    '3 pair-without-equals Gantry+BuildKit',
    '3 UndefinedVar BuildKit',
    '4 shell-form Gantry+BuildKit',
    '4 runs-as-root Gantry',
  ]);
  const [first] = problemsOf(text, undefined, checks);
  expect(first).toMatchObject({ url: 'https://docs.docker.com/x', fixes: [{ label: 'Use a label' }] });
});

test('a syntax error is at its line, once, whoever found it', () => {
  const text = 'FROM busybox:1\nFOO x\n';
  const error = check('BuildError', 2, { severity: 'error', message: 'unknown instruction: FOO' });
  expect(said(text, [error])).toEqual(['2 syntax-unknown-instruction Syntax+BuildKit']);
  expect(said('FROM busybox:1\nRUN --network=x y\n', [{ ...error, startLine: 2 }])).toEqual(['2 BuildError BuildKit']);
});

test('what a rule of ours says better, the grammar does not say again', () => {
  expect(said('FROM busybox:1\nEXPOSE [80, 443]\nCOPY a b c\n')).toEqual([
    '2 expose-brackets Gantry',
    '3 many-sources-without-slash Gantry',
  ]);
});

test('the grammar’s own quick fixes can be applied', () => {
  const text = 'from busybox:1\nCOPY --fro=x a b\nRUN a \\\n\n  b\n';
  const fixed = problemsOf(text).map(({ fixes }) => fixes[0] && applyEdits(text, fixes[0].edits).split('\n'));
  expect(fixed[0]?.[0]).toBe('FROM busybox:1');
  expect(fixed[1]?.[1]).toBe('COPY --from=x a b');
  expect(fixed[2]?.slice(2)).toEqual(['RUN a \\', '  b', '']);
});

test('an empty file has no problem yet', () => {
  expect(problemsOf('\n')).toEqual([]);
});

test('what the checks found moves with its lines, and goes with a line that is changed', () => {
  const findings = [check('A', 1), check('B', 2), check('C', 3)];
  const lines = (text: string) =>
    shiftFindings(findings, 'a\nb\nc', text).map(({ ruleName, startLine }) => `${ruleName}${startLine}`);
  expect(lines('a\nb\nc')).toEqual(['A1', 'B2', 'C3']);
  expect(lines('a\nnew\nb\nc')).toEqual(['A1', 'B3', 'C4']);
  expect(lines('a\nB\nc')).toEqual(['A1', 'C3']);
  expect(lines('c')).toEqual(['C1']);
});
