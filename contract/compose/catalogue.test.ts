import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editCompose } from './editCompose';
import { parseCompose } from './parseCompose';
import { catalogue } from './testing/catalogue';
import { checkCase } from './testing/checkCase';
import { composeText } from './testing/generate';
import { nastyFiles } from './testing/nastyFiles';

/** `GANTRY_COMPOSE_FILES=3000` tries more of them; each in all of its edits. */
const count = Number(process.env['GANTRY_COMPOSE_FILES'] ?? 10);
/** In a usual run, every so many edits of a file: other ones in each file. */
const every = process.env['GANTRY_COMPOSE_FILES'] ? 1 : 5;

const tally = { done: 0, refused: 0, wrong: 0 };
const SHARED: readonly string[] = ['alias', 'merge', 'anchor'];

/** What is wrong, or refused for another reason than that it is shared by anchors. */
function tryAll(text: string, offset: number): string[] {
  const found: string[] = [];
  for (const each of catalogue(text).filter((_, index) => index % every === offset % every)) {
    const verdict = checkCase(text, each);
    tally[verdict.kind] += 1;
    const what = `${each.name} ${JSON.stringify(each.edits)}`;
    if (verdict.kind === 'wrong') found.push(`${what}: ${verdict.why}\n${text}\n=====\n${verdict.text}`);
    if (verdict.kind === 'refused' && !SHARED.includes(verdict.refusal.code)) {
      found.push(`${what}: ${verdict.refusal.message}\n${text}`);
    }
  }
  return found;
}

it('every edit of the catalogue changes what it means, and nothing else, in files of every hand', () => {
  let files = 0;
  fc.assert(
    fc.property(composeText, (text) => {
      expect(parseCompose(text).problems).toEqual([]);
      expect(editCompose(text, [])).toEqual({ ok: true, text, changes: [] });
      expect(tryAll(text, files)).toEqual([]);
      files += 1;
    }),
    { numRuns: count, endOnFailure: true },
  );
  const share = (100 * tally.refused) / (tally.done + tally.refused);
  console.log(
    `${files} generated files: ${tally.done} done, ${tally.refused} refused (${share.toFixed(1)} %), ${tally.wrong} wrong.`,
  );
  expect(share).toBeLessThan(3);
}, 3_600_000);

it.each(Object.entries(nastyFiles))('every edit of the catalogue is right in %s', (_, text) => {
  expect(tryAll(text, 0)).toEqual([]);
});
