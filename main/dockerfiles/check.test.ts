import { expect, test } from 'vitest';
import { parseCheck } from './parseCheck.ts';
import { withoutSyntax } from './withoutSyntax.ts';

const range = (line: number, last = line) => ({ ranges: [{ start: { line }, end: { line: last } }] });

test('what the checks say is read with its lines, rule and page', () => {
  const stdout = JSON.stringify({
    warnings: [
      {
        ruleName: 'MaintainerDeprecated',
        description: 'The MAINTAINER instruction is deprecated',
        url: 'https://docs.docker.com/go/dockerfile/rule/maintainer-deprecated/',
        detail: 'Maintainer instruction is deprecated in favor of using label',
        location: range(2),
      },
      { ruleName: 'New', location: null },
    ],
    sources: [],
  });
  expect(parseCheck(stdout)).toEqual({
    findings: [
      {
        ruleName: 'MaintainerDeprecated',
        severity: 'warning',
        message: 'Maintainer instruction is deprecated in favor of using label',
        description: 'The MAINTAINER instruction is deprecated',
        url: 'https://docs.docker.com/go/dockerfile/rule/maintainer-deprecated/',
        startLine: 2,
        endLine: 2,
      },
      { ruleName: 'New', severity: 'warning', message: 'New' },
    ],
    unresolved: [],
  });
});

test('where a build would stop is an error at its line; an image that cannot be asked for is not', () => {
  const error = (message: string) => JSON.stringify({ warnings: null, buildError: { message, location: range(3, 4) } });
  expect(parseCheck(error('dockerfile parse error on line 3: unknown instruction: FOO (did you mean FROM?)'))).toEqual({
    findings: [
      {
        ruleName: 'BuildError',
        severity: 'error',
        message: 'unknown instruction: FOO (did you mean FROM?)',
        startLine: 3,
        endLine: 4,
      },
    ],
    unresolved: [],
  });
  expect(
    parseCheck(error('node:22: failed to resolve source metadata for docker.io/library/node:22: no such host')),
  ).toEqual({
    findings: [],
    unresolved: ['docker.io/library/node:22'],
  });
});

test('what is no answer of a check is none', () => {
  expect(parseCheck('')).toBeUndefined();
  expect(parseCheck('WARNING: x')).toBeUndefined();
});

test('a frontend that is asked for is left out without moving a line of the rest', () => {
  const text = '# syntax=docker/dockerfile:1\n# escape=`\nFROM busybox\n# syntax=no\n';
  expect(withoutSyntax(text)).toEqual({
    syntax: 'docker/dockerfile:1',
    text: '# escape=`\n#\nFROM busybox\n# syntax=no\n',
  });
  expect(withoutSyntax('FROM busybox\n# syntax=no')).toBeUndefined();
  expect(withoutSyntax('')).toBeUndefined();
  expect(withoutSyntax('#syntax = a/b')).toEqual({ syntax: 'a/b', text: '#' });
});
