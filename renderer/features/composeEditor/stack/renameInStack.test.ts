import { describe, expect, test } from 'vitest';
import { analyse } from '../language/analyse.ts';
import { declarationsOf, type NamedThing, placesOf, thingAt } from './namedPlaces.ts';
import { changesOf, newNameProblem, renameObstacle } from './renameInStack.ts';
import { readStackTexts } from './stackTexts.ts';

const ONE_FILE = `services:
  web: # web
    image: web
    depends_on: [db, "cache"]
    links: ["db:database"]
    volumes: ["data:/db", ./db:/x]
    networks: { db: }
  cache:
    extends: 'db'
    network_mode: "service:db"
    volumes_from: [db:ro]
    depends_on: { db: { condition: service_started } }
  db:
    image: db
    volumes: [{ type: volume, source: data, target: /d }]
volumes: { data: }
networks: { db: }
`;

const FILES = {
  '/s/compose.yaml': `include:
  - path: parts/queue.yaml
services:
  web:
    extends: { file: base/web.yaml, service: web }
    depends_on: [db, jobs]
  db: { image: db, networks: [back] }
networks: { back: }
`,
  '/s/compose.override.yaml': `services:
  db:
    ports: ["5432"]
  adminer: { image: a, depends_on: { db: { condition: service_started } } }
`,
  '/s/parts/queue.yaml': `services:
  jobs: { image: j, links: ["db:store"], extends: { file: ../base/web.yaml, service: common } }
`,
  '/s/base/web.yaml': `services:
  common: { image: c, networks: [back] }
  web: { extends: common, depends_on: [db], networks: [back] } # web
networks: { back: }
`,
};
const STACK = {
  workingDir: '/s',
  configFiles: ['/s/compose.yaml', '/s/compose.override.yaml'],
  envFiles: [],
  profiles: [],
};

async function open(files: Readonly<Record<string, string>>, readOnly?: string, stack = STACK) {
  return readStackTexts(stack, async (path) => {
    const text = files[path];
    if (text === undefined) throw new Error('There is no such file.');
    return { path, text, isReadOnly: path === readOnly };
  });
}

async function renamed(files: Readonly<Record<string, string>>, thing: NamedThing, to: string, stack = STACK) {
  const texts = await open(files, undefined, stack);
  const made = changesOf(texts.files, thing, to);
  return Object.fromEntries(
    made.map(({ file, changes }) => [
      file.path,
      changes
        .toReversed()
        .reduce((now, { from, to: end, insert }) => now.slice(0, from) + insert + now.slice(end), file.text),
    ]),
  );
}

describe('a rename', () => {
  test('changes a name everywhere in a file, and nowhere else', async () => {
    const stack = { ...STACK, configFiles: ['/s/compose.yaml'] };
    const files = { '/s/compose.yaml': ONE_FILE };
    const text = (await renamed(files, { kind: 'service', name: 'db' }, 'store', stack))['/s/compose.yaml'];
    expect(text).toBe(
      ONE_FILE.replace('[db, "cache"]', '[store, "cache"]')
        .replace('"db:database"', '"store:database"')
        .replace("'db'", "'store'")
        .replace('service:db', 'service:store')
        .replace('db:ro', 'store:ro')
        .replace('{ db: { cond', '{ store: { cond')
        .replace('  db:\n', '  store:\n'),
    );
    expect(analyse(text ?? '').problems).toEqual(analyse(ONE_FILE).problems);
  });

  test('of a service reaches the override, what is included, and what is inherited from a file that is extended', async () => {
    const all = await renamed(FILES, { kind: 'service', name: 'db' }, 'store');
    expect(all).toEqual({
      '/s/compose.yaml': FILES['/s/compose.yaml'].replace('[db,', '[store,').replace('  db:', '  store:'),
      '/s/compose.override.yaml': FILES['/s/compose.override.yaml'].replaceAll('db:', 'store:'),
      '/s/parts/queue.yaml': FILES['/s/parts/queue.yaml'].replace('db:store', 'store:store'),
      '/s/base/web.yaml': FILES['/s/base/web.yaml'].replace('[db]', '[store]'),
    });
  });

  test('of a service leaves one of the same name alone in a file that is only extended, and the other way round', async () => {
    expect(await renamed(FILES, { kind: 'service', name: 'web' }, 'site')).toEqual({
      '/s/compose.yaml': FILES['/s/compose.yaml'].replace('  web:', '  site:'),
    });
    expect(await renamed(FILES, { kind: 'service', name: 'web', file: '/s/base/web.yaml' }, 'site')).toEqual({
      '/s/compose.yaml': FILES['/s/compose.yaml'].replace('service: web', 'service: site'),
      '/s/base/web.yaml': FILES['/s/base/web.yaml'].replace('  web:', '  site:'),
    });
    expect(
      Object.keys(await renamed(FILES, { kind: 'service', name: 'common', file: '/s/base/web.yaml' }, 'any')),
    ).toEqual(['/s/base/web.yaml', '/s/parts/queue.yaml']);
  });

  test('of a network reaches the files that name it for those who extend them', async () => {
    expect(await renamed(FILES, { kind: 'network', name: 'back' }, 'inner')).toEqual({
      '/s/compose.yaml': FILES['/s/compose.yaml'].replaceAll('back', 'inner'),
      '/s/base/web.yaml': FILES['/s/base/web.yaml'].replaceAll('back', 'inner'),
    });
  });

  test('is refused as a whole where one of the files is broken or cannot be written to, or the name is taken in another', async () => {
    const thing: NamedThing = { kind: 'service', name: 'db' };
    const broken = await open({ ...FILES, '/s/parts/queue.yaml': 'services: [' });
    expect(renameObstacle(broken, thing)).toMatch(/queue\.yaml is no whole YAML/);
    expect(renameObstacle(await open(FILES, '/s/compose.override.yaml'), thing)).toMatch(/cannot be written to/);
    const texts = await open(FILES);
    expect(renameObstacle(texts, thing)).toBeUndefined();
    expect(newNameProblem(texts.files, thing, 'jobs')).toMatch(/already, in \/s\/parts\/queue\.yaml/);
    expect(newNameProblem(texts.files, thing, 'a b')).toMatch(/letters/);
    expect(newNameProblem(texts.files, thing, 'true')).toMatch(/YAML/);
    expect(newNameProblem(texts.files, thing, '1')).toMatch(/YAML/);
    expect(newNameProblem(texts.files, thing, 'db')).toMatch(/another/);
    expect(newNameProblem(texts.files, thing, 'common')).toBeUndefined();
  });

  test('says which files it could not look into', async () => {
    const { '/s/parts/queue.yaml': _gone, ...others } = FILES;
    expect((await open(others)).missing).toEqual([{ path: '/s/parts/queue.yaml', message: 'There is no such file.' }]);
  });
});

test('what stands at a place is known by its name, wherever in the stack it is declared', async () => {
  const { files } = await open(FILES);
  const at = (path: keyof typeof FILES, before: string) =>
    thingAt(files, path, FILES[path].indexOf(before) + before.length);
  expect(at('/s/compose.override.yaml', 'depends_on: { d')).toEqual({ kind: 'service', name: 'db' });
  expect(at('/s/parts/queue.yaml', 'links: ["')).toEqual({ kind: 'service', name: 'db' });
  expect(at('/s/compose.yaml', 'service: w')).toEqual({ kind: 'service', name: 'web', file: '/s/base/web.yaml' });
  expect(at('/s/base/web.yaml', 'extends: c')).toEqual({ kind: 'service', name: 'common', file: '/s/base/web.yaml' });
  expect(at('/s/compose.yaml', 'image: d')).toBeUndefined();
  const jobs: NamedThing = { kind: 'service', name: 'jobs' };
  expect(declarationsOf(files, jobs).map(({ file }) => file.path)).toEqual(['/s/parts/queue.yaml']);
  expect(placesOf(files, jobs).map(({ file, places }) => [file.path, places.length])).toEqual([
    ['/s/compose.yaml', 1],
    ['/s/parts/queue.yaml', 1],
  ]);
});
