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

function tryAll(text: string, offset: number, of: number): void {
  for (const each of catalogue(text).filter((_, index) => index % of === offset % of)) {
    const verdict = checkCase(text, each);
    tally[verdict.kind] += 1;
    if (verdict.kind === 'wrong') {
      throw new Error(`${each.name} ${JSON.stringify(each.edits)}: ${verdict.why}\n${text}\n=====\n${verdict.text}`);
    }
    // What is shared by anchors is refused; nothing else is.
    if (verdict.kind === 'refused') expect(['alias', 'merge', 'anchor']).toContain(verdict.refusal.code);
  }
}

it('every edit of the catalogue changes what it means, and nothing else, in files of every hand', () => {
  let files = 0;
  fc.assert(
    fc.property(composeText, (text) => {
      expect(parseCompose(text).problems).toEqual([]);
      expect(editCompose(text, [])).toEqual({ ok: true, text, changes: [] });
      tryAll(text, files, every);
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
  tryAll(text, 0, every);
});
