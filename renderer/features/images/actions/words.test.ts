import { expect, test } from 'vitest';
import type { PlannedImageRemoval } from '../../../../contract/model/image.ts';
import { freedText, outcomeText } from './words.ts';

const planned = (more: Partial<PlannedImageRemoval>): PlannedImageRemoval => ({
  id: 'sha256:a',
  references: ['web:1'],
  keptTags: [],
  outcome: 'removed',
  sizeBytes: 2_000_000,
  createdAt: 0,
  containers: [],
  childIds: [],
  ...more,
});

test('what becomes of an image is said with the reason', () => {
  expect(outcomeText(planned({}))).toBe('2 MB');
  expect(outcomeText(planned({ outcome: 'untagged', keptTags: ['web:2'] }))).toBe('stays as web:2');
  expect(outcomeText(planned({ outcome: 'untagged', childIds: [`sha256:${'b'.repeat(64)}`] }))).toContain(
    'bbbbbbbbbbbb',
  );
});

test('what is freed is what no other image needs, and a guess is called one', () => {
  const images = [planned({})];
  expect(freedText({ images, freedBytes: 2_000_000, isFreedExact: true })).toBe('2 MB are freed.');
  expect(freedText({ images, freedBytes: 500_000, isFreedExact: true })).toContain('other images need the rest');
  expect(freedText({ images, freedBytes: 500_000, isFreedExact: false })).toMatch(/^At least/);
  const none = [planned({ outcome: 'untagged' })];
  expect(freedText({ images, freedBytes: 500_000, isFreedExact: true, heldBytes: 1_500_000 })).toBe(
    '500 kB are freed. 1.5 MB stay in the build cache.',
  );
  expect(freedText({ images: none, freedBytes: 0, isFreedExact: true })).toContain('nothing is freed');
});
