import { expect, test } from 'vitest';
import { piecesOf } from './sendFiles.ts';

test('contents come one after the other in pieces of one size, small files together', async () => {
  const files = ['abc', '', 'defgh', 'i'].map((text) => new Blob([text]));
  const pieces: string[] = [];
  for await (const piece of piecesOf(files, 4)) pieces.push(new TextDecoder().decode(piece));
  expect(pieces).toEqual(['abcd', 'efgh', 'i']);
});
