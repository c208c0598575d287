import { expect, test } from 'vitest';
import { areReadInPlace } from './readInPlace.ts';

/** A page with a preload that answers so. */
function pageThatSays(answer: boolean) {
  const asked: unknown[] = [];
  const postMessage = (message: unknown, origin: string, [port]: MessagePort[]) => {
    asked.push({ message, origin });
    port?.postMessage(answer);
  };
  return { asked, page: { postMessage, location: { origin: 'gantry://app' } } as unknown as Window };
}

test.each([true, false])('the preload is given the files, and says whether they are read: %s', async (answer) => {
  const { page, asked } = pageThatSays(answer);
  const files = [new File(['a'], 'a.txt')];
  expect(await areReadInPlace(page, files, 'upload-1')).toBe(answer);
  expect(asked).toEqual([{ message: { type: 'gantry:files', uploadId: 'upload-1', files }, origin: 'gantry://app' }]);
});
