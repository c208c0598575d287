import { expect, test } from 'vitest';
import { splitTarget } from './target.ts';

test.each([
  ['db', 5432, { host: 'db', port: 5432 }],
  ['db:5432', '', { host: 'db', port: 5432 }],
  ['db:5432', 80, { host: 'db', port: 80 }],
  ['10.0.0.2:80', '', { host: '10.0.0.2', port: 80 }],
  ['[fd00::1]:80', '', { host: 'fd00::1', port: 80 }],
  ['fd00::1:80', '', { host: 'fd00::1:80' }],
  ['[fd00::1]', 80, { host: 'fd00::1', port: 80 }],
  ['db:99999', '', { host: 'db' }],
  ['  db ', '', { host: 'db' }],
])('“%s” and port “%s” are %o', (text, port, expected) => expect(splitTarget(text, port)).toEqual(expected));
