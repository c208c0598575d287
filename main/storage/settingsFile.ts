import { readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { Settings } from '../../contract/model/settings.ts';
import { atomicWrite } from './atomicWrite.ts';
import { SETTINGS_VERSION, type SettingsText } from './migrations.ts';
import { type ReadSettings, readSettings, withUnknown } from './readSettings.ts';

/** What goes into the file beside the settings. */
export type Kept = Pick<ReadSettings, 'unknown' | 'unusable' | 'version'>;

export interface Loaded {
  readonly settings: Settings;
  readonly kept: Kept;
  /** What the person should know. */
  readonly notice?: string;
}

export const NOTHING_KEPT: Kept = { unknown: {}, unusable: {}, version: SETTINGS_VERSION };

/**
 * Never throws. A file that cannot be read at all is put aside, and the defaults take its place. One of a newer version is
 * used as far as this one understands it, and the rest stays in it for the newer one.
 */
export async function loadSettings(file: string): Promise<Loaded> {
  const defaults = Settings.parse({});
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException;
    const loaded = { settings: defaults, kept: NOTHING_KEPT };
    if (code === 'ENOENT') return loaded;
    return { ...loaded, notice: `The settings could not be read (${message}), so the defaults are used.` };
  }
  const value = parse(text);
  if (!value) {
    const kept = await putAside(file);
    const notice = `The settings file is damaged. ${kept}, and the defaults are used.`;
    return { settings: defaults, kept: NOTHING_KEPT, notice };
  }
  const read = readSettings(value);
  if (read.problems.length === 0) return { settings: read.settings, kept: read };
  const where = read.problems.map((problem) => `“${problem.path}”`).join(', ');
  if (read.version > SETTINGS_VERSION) {
    const notice = `The settings are from a newer version of Gantry, and this one cannot use ${where}: the defaults are used there, and what the file says is kept.`;
    return { settings: read.settings, kept: read, notice };
  }
  const aside = await putAside(file);
  const notice = `The settings file is not valid (${where}). ${aside}; the defaults are used there, and everything else is as it was.`;
  return { settings: read.settings, kept: { ...read, unusable: {} }, notice };
}

export const saveSettings = (file: string, settings: Settings, kept: Kept): Promise<void> =>
  atomicWrite(file, `${JSON.stringify(settingsText(settings, kept), undefined, 2)}\n`);

/** As it stands in the file. One of a newer version stays one: what it has, that one reads. */
function settingsText(settings: Settings, { unknown, unusable, version }: Kept): SettingsText {
  return { version: Math.max(version, SETTINGS_VERSION), ...withUnknown({ ...settings, ...unusable }, unknown) };
}

function parse(text: string): SettingsText | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as SettingsText) : undefined;
  } catch {
    return undefined;
  }
}

async function putAside(file: string): Promise<string> {
  const aside = `${file}.broken-${new Date().toISOString().replaceAll(':', '-')}`;
  return rename(file, aside).then(
    () => `It was kept as ${path.basename(aside)}`,
    ({ message }: Error) => `It could not be put aside (${message})`,
  );
}
