import { highlightTree, tagHighlighter, tags } from '@lezer/highlight';
import { expect, test } from 'vitest';
import { dockerfileStream } from './tokens.ts';

const highlighter = tagHighlighter([
  { tag: tags.keyword, class: 'keyword' },
  { tag: tags.comment, class: 'comment' },
  { tag: tags.meta, class: 'directive' },
  { tag: tags.attributeName, class: 'flag' },
  { tag: tags.variableName, class: 'variable' },
  { tag: tags.propertyName, class: 'key' },
  { tag: tags.special(tags.string), class: 'heredoc' },
  { tag: tags.string, class: 'string' },
  { tag: tags.labelName, class: 'label' },
  { tag: tags.number, class: 'number' },
]);

function tokens(text: string): string[] {
  const found: string[] = [];
  highlightTree(dockerfileStream.parser.parse(text), highlighter, (from, to, name) =>
    found.push(`${name} ${text.slice(from, to)}`),
  );
  return found;
}

test('directives stand only at the top, comments anywhere', () => {
  expect(tokens('# syntax=docker/dockerfile:1\n# check=skip=all\n# why\n# escape=x\nFROM a')).toEqual([
    'directive # syntax=docker/dockerfile:1',
    'directive # check=skip=all',
    'comment # why',
    'comment # escape=x',
    'keyword FROM',
  ]);
});

test('instructions, flags, variables, strings and keys are told apart', () => {
  expect(
    tokens('FROM --platform=$BUILDPLATFORM node AS build\nENV A="b c" D=${E:-f}\nHEALTHCHECK --interval=3s CMD ["x"]'),
  ).toEqual([
    'keyword FROM',
    'flag --platform',
    'variable $BUILDPLATFORM',
    'keyword AS',
    'keyword ENV',
    'key A',
    'string "b c"',
    'key D',
    'variable ${E:-f}',
    'keyword HEALTHCHECK',
    'flag --interval',
    'keyword CMD',
    'string "x"',
  ]);
});

test('a heredoc lasts to its word, and a line that goes on has no new instruction', () => {
  expect(tokens('RUN <<EOT bash\nCMD no\nEOT\nRUN a && \\\n  # why\n  CMD b\nCMD c')).toEqual(
    [
      'keyword RUN',
      'label <<EOT',
      'heredoc CMD no',
      'label EOT',
      'keyword RUN',
      'comment # why',
      'keyword CMD',
    ].flatMap((token) => (token === 'comment # why' ? ['comment   # why'] : [token])),
  );
});

test('another escape character is followed', () => {
  expect(tokens('# escape=`\nRUN a `\n  CMD b\nCMD c').filter((token) => token.startsWith('keyword'))).toEqual([
    'keyword RUN',
    'keyword CMD',
  ]);
});

test('ONBUILD has an instruction of its own, and ports are numbers', () => {
  expect(tokens('ONBUILD COPY a b\nEXPOSE 80 53/udp')).toEqual([
    'keyword ONBUILD',
    'keyword COPY',
    'keyword EXPOSE',
    'number 80',
    'number 53/udp',
  ]);
});
