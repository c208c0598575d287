import { describe, expect, test } from 'vitest';
import { readInstructions } from './instructions.ts';
import { lastGoodState } from './lastGood.ts';
import { outlineOf } from './outline.ts';
import { stepLines } from './stepLines.ts';

const read = (text: string) =>
  readInstructions(text).map(({ keyword, rest, startLine, endLine }) => [keyword, rest, startLine, endLine]);

describe('a Dockerfile is taken apart', () => {
  test('over lines that go on, with comments and empty lines between them', () => {
    expect(read('# c\n\nFROM busybox\nRUN a \\\n  # no\n\n  && b \\\n  && c\nrun  d  \n')).toEqual([
      ['FROM', 'busybox', 3, 3],
      ['RUN', 'a   && b   && c', 4, 8],
      ['RUN', 'd', 9, 9],
    ]);
  });

  test('with heredocs, also several of them, indented, and one that only looks like one', () => {
    const text = [
      'RUN <<EOF',
      'echo 1',
      '# part of it',
      'EOF',
      "COPY <<'a' <<-b /x/",
      'FROM no',
      'a',
      '\tEOF',
      '\tb',
      'RUN echo "<<no" 1<<3',
      '3',
      'CMD x',
    ].join('\n');
    expect(readInstructions(text).map(({ keyword, startLine, endLine }) => [keyword, startLine, endLine])).toEqual([
      ['RUN', 1, 4],
      ['COPY', 5, 9],
      ['RUN', 10, 11],
      ['CMD', 12, 12],
    ]);
  });

  test('with the escape that a directive chose, and with line ends of Windows', () => {
    expect(read('# escape=`\r\nFROM a\r\nRUN dir `\r\n C:\\\r\nRUN x\r\n')).toEqual([
      ['FROM', 'a', 2, 2],
      ['RUN', 'dir  C:\\', 3, 4],
      ['RUN', 'x', 5, 5],
    ]);
    // After anything else a directive is a comment.
    expect(read('#\n# escape=`\nRUN a \\\nb')).toEqual([['RUN', 'a b', 3, 4]]);
  });
});

describe('what a Dockerfile can be given', () => {
  const text = `ARG BASE=busybox:1
ARG EMPTY=
FROM --platform=$BUILDPLATFORM \${BASE} AS Build
ARG BASE
ARG TARGETARCH usr="first last" uid
ARG usr
RUN --mount=type=secret,id=npm --mount=type=ssh echo --mount=type=secret,id=no
RUN --mount=type=secret,target=/run/x/token true
FROM scratch
COPY --from=build / /
`;
  test('its arguments with defaults, stages, secrets and SSH', () => {
    expect(outlineOf(text)).toEqual({
      args: [
        { name: 'BASE', defaultValue: 'busybox:1', line: 1, isGlobal: true },
        { name: 'EMPTY', defaultValue: '', line: 2, isGlobal: true },
        { name: 'usr', defaultValue: 'first last', line: 5, isGlobal: false },
        { name: 'uid', line: 5, isGlobal: false },
      ],
      stages: [
        { name: 'build', isNamed: true, from: '${BASE}', line: 3 },
        { name: '1', isNamed: false, from: 'scratch', line: 9 },
      ],
      secretIds: ['npm', 'token'],
      needsSsh: true,
    });
  });

  test('nothing, where it is empty', () => {
    expect(outlineOf('')).toEqual({ args: [], stages: [], secretIds: [], needsSsh: false });
  });
});

test('steps are found at their lines as BuildKit counts them, and not at a wrong one', () => {
  const at = stepLines(
    'FROM a AS one\nENV x=1\nRUN 1\nWORKDIR /w\nFROM one\nUSER u\nCOPY a b\nFROM scratch\nADD x y\n',
  );
  expect([1, 2, 3].map((index) => at({ stage: 'one', index, total: 3 }))).toEqual([1, 3, 4]);
  expect(at({ stage: 'stage-1', index: 1, total: 1 })).toBe(7); // FROM of a stage is no step
  expect(at({ index: 1, total: 1 })).toBe(9); // nor is scratch
  expect(at({ stage: 'one', index: 2, total: 4 })).toBeUndefined(); // ONBUILD added one
  expect(at({ stage: 'none', index: 1, total: 1 })).toBeUndefined();
});

describe('the state before an instruction', () => {
  const text = 'FROM a AS one\nRUN 1\nFROM b\nARG usr=x uid\nARG MY_TOKEN\nRUN 2 \\\n  && 3\nCMD x\n';
  test('is what stands before it, with the arguments it could see, without secrets', () => {
    const state = 'FROM a AS one\nRUN 1\nFROM b\nARG usr=x uid\nARG MY_TOKEN\nENV usr="$usr"\nENV uid="$uid"\n';
    expect(lastGoodState(text, 6)).toBe(state);
    expect(lastGoodState(text, 7)).toBe(state); // any of its lines
    expect(lastGoodState(text, 2)).toBe('FROM a AS one\n');
  });
  test.each([1, 3, 4, 99])('is nothing for line %i', (line) => expect(lastGoodState(text, line)).toBeUndefined());
});
