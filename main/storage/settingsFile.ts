import { readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { Settings } from '../../contract/model/settings.ts';
import { atomicWrite } from './atomicWrite.ts';

/** Raised when an older Gantry could not read the file any more. */
const VERSION = 1;

export interface Loaded {
  readonly settings: Settings;
  /** What the person should know. */
  readonly notice?: string;
}

/** Never throws: a file that cannot be used is put aside, the defaults take its place, and the notice says so. */
export async function loadSettings(file: string): Promise<Loaded> {
  const defaults = Settings.parse({});
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { settings: defaults };
    return { settings: defaults, notice: `The settings could not be read (${message}), so the defaults are used.` };
  }
  const read = parse(text);
  if ('settings' in read) return read;
  const aside = `${file}.broken-${new Date().toISOString().replaceAll(':', '-')}`;
  const kept = await rename(file, aside).then(
    () => `It was kept as ${path.basename(aside)}`,
    ({ message }: Error) => `It could not be put aside (${message})`,
  );
  return { settings: defaults, notice: `The settings file ${read.problem}. ${kept}, and the defaults are used.` };
}

export const saveSettings = (file: string, settings: Settings): Promise<void> =>
  atomicWrite(file, `${JSON.stringify({ version: VERSION, ...settings }, undefined, 2)}\n`);

function parse(text: string): { settings: Settings } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'is damaged' };
  }
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (typeof version === 'number' && version > VERSION) return { problem: 'is from a newer version of Gantry' };
  const checked = Settings.safeParse(value);
  if (checked.success) return { settings: checked.data };
  const [issue] = checked.error.issues;
  const where = issue && issue.path.length > 0 ? ` (“${issue.path.join('.')}”)` : '';
  return { problem: `is not valid${where}` };
}
