import { expect, test } from 'vitest';
import { imageType } from './imageType.ts';

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

test('pictures are known by their first bytes', () => {
  expect(imageType(bytes('\x89PNG\r\n'), '/x')).toBe('image/png');
  expect(imageType(bytes('RIFF\0\0\0\0WEBP'), '/x.png')).toBe('image/webp');
  expect(imageType(bytes('plain'), '/x.png')).toBeUndefined();
  expect(imageType(bytes('BM is text'), '/notes.txt')).toBeUndefined();
});
