import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits } from './applyEdits.ts';
import { findingsOf } from './index.ts';
import type { Finding } from './rule.ts';

const INSTRUCTIONS = [
  'MAINTAINER Ann',
  'ENV A b c',
  'ENV A=b',
  'ENV TOKEN x',
  'LABEL version=1 team=blue',
  'CMD ["echo", "$A"]',
  'CMD echo hi',
  "CMD ['a', 'b']",
  'ENTRYPOINT top -b',
  'EXPOSE [80, 443]',
  'COPY a b /dest',
  'COPY \\\n  a b \\\n  # why\n  /dest',
  'ADD x /y',
  'RUN apt-get update',
  'RUN apt-get install curl',
  'RUN apt-get update && \\\n    apt-get install -y \\\n    curl',
  'RUN --mount=type=cache,target=/x apt-get install -y z',
  'RUN <<EOT\napt-get install x\nEOT',
  'WORKDIR app',
  'VOLUME ["var/log", "/x"]',
  'VOLUME data',
  'USER app',
  'HEALTHCHECK CMD true',
  '# a comment',
  '',
  'run echo lower',
  'FROM ubuntu:14.04',
  'FROM node AS b',
  'ONBUILD ADD ./config /config/',
  'NONSENSE x',
];

const dockerfile = fc
  .array(fc.constantFrom(...INSTRUCTIONS), { maxLength: 14 })
  .chain((lines) => fc.tuple(fc.constant(['FROM busybox:1', ...lines].join('\n')), fc.constantFrom('', '\n')))
  .map(([text, end]) => text + end);

/** The lines that the fix says it changes. */
const touched = ({ fix }: Finding) =>
  (fix?.edits ?? []).reduce(
    (span, { range: { start, end }, text }) => ({
      first: Math.min(span.first, start.line),
      // Up to the beginning of a line is nothing of that line.
      last: Math.max(span.last, end.character === 0 && end.line > start.line && text === '' ? end.line - 1 : end.line),
    }),
    { first: Infinity, last: -1 },
  );

test('a quick fix changes only its own lines, whatever the file', () => {
  fc.assert(
    fc.property(dockerfile, (text) => {
      const before = text.split('\n');
      for (const finding of findingsOf(text).filter(({ fix }) => fix)) {
        const after = applyEdits(text, finding.fix?.edits ?? []).split('\n');
        const { first, last } = touched(finding);
        expect(after.slice(0, first)).toEqual(before.slice(0, first));
        const rest = before.slice(last + 1);
        expect(after.slice(after.length - rest.length)).toEqual(rest);
      }
    }),
    { numRuns: 400 },
  );
});

test('a quick fix takes its own finding away, and adds no other of its kind', () => {
  fc.assert(
    fc.property(dockerfile, (text) => {
      const before = findingsOf(text);
      for (const finding of before.filter(({ fix }) => fix)) {
        const count = (all: readonly Finding[]) => all.filter(({ ruleId }) => ruleId === finding.ruleId).length;
        const after = findingsOf(applyEdits(text, finding.fix?.edits ?? []));
        expect(count(after), `${finding.ruleId} in ${JSON.stringify(text)}`).toBeLessThan(count(before));
      }
    }),
    { numRuns: 400 },
  );
});

test('every finding lies within the file, whatever is written in it', () => {
  fc.assert(
    fc.property(fc.oneof(dockerfile, fc.string({ maxLength: 200 })), (text) => {
      const lines = text.split('\n');
      for (const { range, fix } of findingsOf(text, { hasIgnoreFile: false })) {
        for (const { start, end } of [range, ...(fix?.edits ?? []).map((edit) => edit.range)]) {
          expect(start.line).toBeLessThanOrEqual(end.line);
          expect(end.line).toBeLessThan(lines.length);
          expect(end.character).toBeLessThanOrEqual(lines[end.line]?.length ?? 0);
        }
      }
    }),
    { numRuns: 400 },
  );
});
