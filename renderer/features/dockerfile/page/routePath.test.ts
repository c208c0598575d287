import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dockerfileRoute, pathInAddress } from './routePath.ts';

test('a path comes back from its address as it was', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (path) => {
      expect(pathInAddress(`#${dockerfileRoute(path)}`)).toBe(path);
    }),
  );
  expect(pathInAddress('#/dockerfile?path=/srv/app')).toBe('/srv/app');
  expect(pathInAddress('#/dockerfile')).toBeUndefined();
  expect(pathInAddress('#/dockerfile/100%')).toBe('100%');
});
