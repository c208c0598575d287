import { isDeepStrictEqual } from 'node:util';
import { AppFailure } from '../../contract/errors.ts';
import { SETTING_PATHS, type SettingsImport, valueAt, withValueAt } from '../../contract/model/settingPath.ts';
import type { Settings } from '../../contract/model/settings.ts';
import { migrate, SETTINGS_VERSION, type SettingsText } from './migrations.ts';
import { placesOf, readSettings } from './readSettings.ts';
import type { SettingsChange, SettingsPolicy, SettingsStore } from './settings.ts';

const KIND = 'gantry-settings';

/** The settings as a text to take along. Passwords in addresses of proxies are left out, and named. */
export function exportText(settings: Settings): { readonly text: string; readonly leftOut: readonly string[] } {
  const leftOut: string[] = [];
  let taken: Readonly<Record<string, unknown>> = {};
  for (const path of SETTING_PATHS) {
    const value = valueAt(settings, path);
    if (value !== undefined) taken = withValueAt(taken, path, value);
  }
  for (const path of ['proxy.http', 'proxy.https']) {
    const address = valueAt(settings, path);
    if (typeof address !== 'string' || withoutUser(address) === address) continue;
    leftOut.push(path);
    taken = withValueAt(taken, path, withoutUser(address));
  }
  const text = JSON.stringify(
    { kind: KIND, version: SETTINGS_VERSION, ...taken, layout: settings.layout },
    undefined,
    2,
  );
  return { text: `${text}\n`, leftOut };
}

/** `http://me:secret@proxy:3128` without who and what. */
const withoutUser = (address: string): string => address.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/@]*@/i, '$1');

/** Takes over a text that `exportText` made, of any version. Throws `invalid-input`: then nothing is changed. */
export async function importText(
  text: string,
  store: SettingsStore,
  policy: SettingsPolicy,
  isTrial: boolean,
): Promise<SettingsImport> {
  const { kind, ...file } = parse(text);
  if (kind !== KIND) {
    throw refused(
      'This is not a file of Gantry’s settings.',
      [],
      `Choose a file that Gantry exported: its “kind” is “${KIND}”.`,
    );
  }
  const read = readSettings(file);
  const [problem] = read.problems;
  if (problem) {
    const all = read.problems.map(({ path, message }) => `“${path}”: ${message}`).join(' ');
    throw refused(`The file has values that cannot be. ${all}`, problem.path.split('.'));
  }
  const current = store.current();
  const migrated = migrate(file);
  const isLocked = (path: string) => policy.locked.some((lock) => lock.path === path);
  const wanted = SETTING_PATHS.flatMap((path) => {
    const after = valueAt(read.settings, path);
    const before = valueAt(current, path);
    return valueAt(migrated, path) !== undefined && !isDeepStrictEqual(before, after) ? [{ path, before, after }] : [];
  });
  const changes = wanted.filter(({ path }) => !isLocked(path));
  const result: SettingsImport = {
    changes,
    unknown: placesOf(read.unknown),
    locked: wanted.filter(({ path }) => isLocked(path)).map(({ path }) => path),
  };
  if (isTrial) return result;
  const next = changes.reduce((tree, { path, after }) => withValueAt(tree, path, after), current);
  const keys = new Set(changes.map(({ path }) => path.split('.')[0] as keyof SettingsChange));
  const change: SettingsChange = Object.fromEntries([...keys].map((key) => [key, next[key]]));
  await store.update({ ...change, layout: read.settings.layout });
  await store.keep(read.unknown);
  return result;
}

function parse(text: string): SettingsText {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw refused(`The file is not JSON: ${(thrown as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused('The file is no JSON object.');
  return value as SettingsText;
}

const refused = (message: string, path: readonly string[] = [], hint = 'Correct the file. Nothing was changed.') =>
  new AppFailure({ code: 'invalid-input', path: ['text', ...path], message, hint });
