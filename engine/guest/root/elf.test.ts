import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { elfNeeds } from './elf.ts';

test('the program that runs this test says what it needs', () => {
  const needs = elfNeeds(readFileSync(process.execPath));
  expect(needs?.interpreter).toMatch(/\/ld-linux/);
  expect(needs?.libraries).toContain('libc.so.6');
});

test('what is no program needs nothing', () => {
  expect(elfNeeds(Buffer.from('#!/bin/sh\n'))).toBeUndefined();
  expect(elfNeeds(Buffer.alloc(0))).toBeUndefined();
});
