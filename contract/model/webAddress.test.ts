import { expect, test } from 'vitest';
import { webAddress } from './webAddress.ts';

test.each(['https://docs.docker.com/go/x/', 'http://127.0.0.1:5000/'])('%s may be followed', (address) =>
  expect(webAddress(address)).toBe(address),
);

test.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  'vscode://file/etc/passwd',
  'ms-msdt:/id',
  'gantry://run?image=x',
  '//evil.example/x',
  'docs/x',
  '',
  undefined,
  null,
])('%j may not', (address) => expect(webAddress(address)).toBeUndefined());
