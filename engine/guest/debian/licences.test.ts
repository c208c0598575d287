import { expect, test } from 'vitest';
import { licencesOf } from './licences.ts';

test('licences are named once each, in order', () => {
  const text =
    'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: MIT\n\nFiles: a\nLicense: Apache-2.0\n text\n\nFiles: b\nLicense: MIT\n';
  expect(licencesOf(text)).toEqual(['Apache-2.0', 'MIT']);
});

test('a file that is written for people only names none that could be trusted', () => {
  expect(licencesOf('This package is free.\nLicense: whatever\n')).toEqual([]);
});
