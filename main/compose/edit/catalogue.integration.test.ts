import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editCompose } from '../../../contract/compose/editCompose.ts';
import { type Case, catalogue } from '../../../contract/compose/testing/catalogue.ts';
import { checkCase, serialise } from '../../../contract/compose/testing/checkCase.ts';
import { composeText } from '../../../contract/compose/testing/generate.ts';
import { looseFile, tidyFile } from '../../../contract/compose/testing/looseFile.ts';
import { nastyFiles } from '../../../contract/compose/testing/nastyFiles.ts';

/** A folder of real Compose files; `GANTRY_COMPOSE_CORPUS` names another. */
const corpus = resolve(process.env['GANTRY_COMPOSE_CORPUS'] ?? '../shared/corpus/compose');
/** `GANTRY_COMPOSE_ALL=1`: every edit of every file, and more generated ones. Takes an hour. */
const isAll = process.env['GANTRY_COMPOSE_ALL'] === '1';

interface File {
  readonly name: string;
  readonly text: string;
  readonly folder: string;
}

/** Says what Compose reads in a text; what it refuses is told as an error, and equal errors are equal. */
function config(text: string, folder: string): Promise<string> {
  const flags = ['--format', 'json', '--no-interpolate', '--no-path-resolution'];
  const args = ['--project-directory', folder, '--project-name', 'gt', '--file', '-', 'config', ...flags];
  const { PATH, HOME } = process.env;
  return new Promise((done, fail) => {
    const child = spawn(process.env['GANTRY_TEST_COMPOSE'] ?? 'docker-compose', args, { env: { PATH, HOME } });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.on('error', fail);
    child.on('close', (status) => {
      done(status === 0 ? serialise(JSON.parse(output)) : 'refused by Compose');
    });
    child.stdin.end(text);
  });
}

/** Tries every so many of the edits of all files, and says what is wrong by Compose’s own word. */
async function tryFiles(title: string, files: readonly File[], every: number) {
  const cases = files
    .flatMap((file) => catalogue(file.text).map((each): [File, Case] => [file, each]))
    .filter((_, index) => index % every === 0);
  const tally = { done: 0, refused: 0, wrong: 0, readByCompose: 0 };
  const wrong: string[] = [];
  const queue = cases.values();
  const work = async () => {
    for (const [file, each] of queue) {
      const verdict = checkCase(file.text, each);
      let why = verdict.kind === 'wrong' ? verdict.why : undefined;
      if (verdict.kind === 'done') {
        const [ours, meant] = await Promise.all([
          config(verdict.text, file.folder),
          config(verdict.reference, file.folder),
        ]);
        if (ours !== meant) why = `Compose reads ${ours}\ninstead of ${meant}`;
        if (ours !== 'refused by Compose') tally.readByCompose += 1;
      }
      tally[why ? 'wrong' : verdict.kind] += 1;
      if (why) wrong.push(`${file.name}: ${JSON.stringify(each.edits)}: ${why}`);
    }
  };
  await Promise.all([work(), work()]);
  const share = (100 * tally.refused) / Math.max(cases.length, 1);
  const { done, readByCompose } = tally;
  console.log(
    `${title}: ${files.length} files, ${cases.length} edits: ${done} done (${readByCompose} read by Compose), ` +
      `${tally.refused} refused with a reason (${share.toFixed(1)} %), ${tally.wrong} wrong.`,
  );
  return { wrong, isRefusedSeldom: share < 3, isMostlyRead: readByCompose > cases.length / 2 };
}

const RIGHT = { wrong: [], isRefusedSeldom: true, isMostlyRead: true };

test.skipIf(!existsSync(corpus))(
  'Compose reads real files after each edit as it should, and nothing else has changed',
  async () => {
    const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.ya?ml$/.test(name))
      .map((name): File => {
        const path = join(corpus, name);
        return { name, text: readFileSync(path, 'utf8'), folder: dirname(path) };
      });
    for (const { text } of files) expect(editCompose(text, [])).toEqual({ ok: true, text, changes: [] });
    expect(await tryFiles('Real files', files, isAll ? 1 : 97)).toEqual(RIGHT);
  },
  7_200_000,
);

test('Compose reads generated files after each edit as it should', async () => {
  const texts = fc.sample(composeText, { numRuns: isAll ? 300 : 20, ...(isAll ? {} : { seed: 4711 }) });
  const files = texts.map((text, index) => ({ name: `generated ${index}:\n${text}\n`, text, folder: tmpdir() }));
  expect(await tryFiles('Generated files', files, isAll ? 5 : 37)).toEqual(RIGHT);
}, 7_200_000);

test('Compose reads the nastiest files after each edit as it should', async () => {
  // What shares by anchors in most of its lines refuses much: it is tried elsewhere.
  const files = Object.entries(nastyFiles)
    .filter(([name]) => !name.startsWith('anchors'))
    .map(([name, text]) => ({ name, text, folder: tmpdir() }));
  expect(await tryFiles('Files written to be hard', files, isAll ? 1 : 61)).toEqual(RIGHT);
}, 7_200_000);

test('Compose reads what is indented as it comes, in brackets and quotes, after each edit as it reads a tidy file', async () => {
  const every = isAll ? 1 : 9;
  const cases = catalogue(looseFile).filter((_, index) => index % every === 0);
  let readByCompose = 0;
  for (const { edits } of cases) {
    const texts = [looseFile, tidyFile].map((text) => {
      const outcome = editCompose(text, edits);
      if (!outcome.ok) throw new Error(outcome.refusal.message);
      return config(outcome.text, tmpdir());
    });
    const [loose, tidy] = await Promise.all(texts);
    expect([edits, loose]).toEqual([edits, tidy]);
    if (loose !== 'refused by Compose') readByCompose += 1;
  }
  expect(readByCompose).toBeGreaterThan(cases.length / 2);
}, 600_000);
