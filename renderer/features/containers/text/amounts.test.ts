import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryText, messageOf, parseCount, parseCpus, parseMemory, valueOf } from './amounts.ts';

test('memory is read as the CLI reads it', () => {
  expect(valueOf(parseMemory('512m'))).toBe(512 * 1024 ** 2);
  expect(valueOf(parseMemory('1.5g'))).toBe(1.5 * 1024 ** 3);
  expect(valueOf(parseMemory('512 MiB'))).toBe(512 * 1024 ** 2);
  expect(valueOf(parseMemory('67108864'))).toBe(67_108_864);
  expect(parseMemory('  ')).toEqual({ type: 'none' });
});

test('what is no amount, or too small for the engine, is said', () => {
  expect(messageOf(parseMemory('much'))).toContain('512m');
  expect(messageOf(parseMemory('5m'))).toContain('at least 6m');
  expect(messageOf(parseMemory('-1g'))).toBeDefined();
  expect(valueOf(parseMemory('0'))).toBe(0);
});

test('memory that is written out reads back as the same bytes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 6 * 1024 ** 2, max: 2 ** 45 }), (bytes) => {
      expect(valueOf(parseMemory(memoryText(bytes)))).toBe(bytes);
    }),
  );
});

test('CPUs are a number with a point or a comma', () => {
  expect(valueOf(parseCpus('1.5'))).toBe(1.5);
  expect(valueOf(parseCpus('0,5'))).toBe(0.5);
  expect(messageOf(parseCpus('two'))).toBeDefined();
  expect(messageOf(parseCpus('1e3'))).toBeDefined();
  expect(messageOf(parseCpus('0.001'))).toBeDefined();
});

test('counts keep to their range', () => {
  expect(valueOf(parseCount('8080', 'the port', { min: 1, max: 65_535 }))).toBe(8080);
  expect(messageOf(parseCount('70000', 'the port', { min: 1, max: 65_535 }))).toContain('from 1 to 65535');
  expect(messageOf(parseCount('1.5', 'the port'))).toBeDefined();
});
