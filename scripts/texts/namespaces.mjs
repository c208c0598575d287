import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readTexts } from './readTexts.mjs';

/** The languages that the texts are translated to; English stands in the code. */
export const LANGUAGES = ['de', 'es'];

/** @type {string[]} Folders whose texts still stand in the code alone. The list only ever gets shorter. */
export const NOT_YET = [];

const isSource = (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|(^|[\\/])(testing|texts)[\\/]/.test(file);

/** Each folder of the page with its texts: `{ name, folder, files }`, where a file is `{ file, used, untranslated, broken }`. */
export function namespaces(root) {
  const renderer = path.join(root, 'renderer');
  const features = readdirSync(path.join(renderer, 'features'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `features/${name}`);
  return ['app', 'ui', ...features]
    .filter((folder) => !NOT_YET.includes(folder))
    .map((folder) => ({
      name: path.basename(folder),
      folder: path.join(renderer, folder),
      files: readdirSync(path.join(renderer, folder), { recursive: true })
        .filter(isSource)
        .sort((one, other) => (one < other ? -1 : 1))
        .map((name) => {
          const file = path.join(renderer, folder, name);
          return { file: path.relative(root, file), ...readTexts(file, readFileSync(file, 'utf8')) };
        }),
    }));
}

/** The keys that a table of this language must have, each with its English text. */
export function keysOf({ files }, language) {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  const keys = new Map();
  for (const { forms } of files.flatMap(({ used }) => used)) {
    const [one, other] = forms;
    if (other === undefined) keys.set(one, one);
    else for (const form of pluralCategories) keys.set(`${other}_${form}`, form === 'one' ? one : other);
  }
  return keys;
}
