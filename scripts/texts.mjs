// Brings the tables of texts up to date: drops what nobody asks for, keeps the order of the code, and lists what is to
// be translated; those stay empty until somebody does. `node scripts/texts.mjs`
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { keysOf, LANGUAGES, namespaces } from './texts/namespaces.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
let missing = 0;
for (const namespace of namespaces(root)) {
  for (const language of LANGUAGES) {
    const keys = keysOf(namespace, language);
    if (keys.size === 0) continue;
    const file = path.join(namespace.folder, `texts/${language}.json`);
    const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    const after = Object.fromEntries([...keys.keys()].map((key) => [key, before[key] ?? '']));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(after, null, 2)}\n`);
    for (const [key, text] of Object.entries(after)) {
      if (text !== '') continue;
      missing += 1;
      console.log(`${path.relative(root, file)}: ${key}`);
    }
  }
}
console.log(missing === 0 ? 'Every text is there in every language.' : `${missing} texts are to be translated.`);
