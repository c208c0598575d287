import { readFile, rename } from 'node:fs/promises';
import { LastRun, RunPreset } from '../../contract/model/runPreset.ts';
import { atomicWrite } from '../storage/atomicWrite.ts';

export interface PresetFile {
  readonly presets: readonly RunPreset[];
  readonly lastRuns: readonly LastRun[];
  /** Entries that this version cannot read: a newer one made them. They are written again as they were. */
  readonly unread: { readonly presets: readonly unknown[]; readonly lastRuns: readonly unknown[] };
}

const EMPTY: PresetFile = { presets: [], lastRuns: [], unread: { presets: [], lastRuns: [] } };

/** Never throws: a file that is no file of presets is put aside, and an entry that is none hides no other. */
export async function loadPresets(file: string): Promise<PresetFile> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (thrown) {
    const isMissing = (thrown as NodeJS.ErrnoException).code === 'ENOENT';
    if (!isMissing) await rename(file, `${file}.broken-${Date.now()}`).catch(() => undefined);
    return EMPTY;
  }
  const { presets, lastRuns } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const [read, unread] = apart(presets, RunPreset);
  const [runs, unreadRuns] = apart(lastRuns, LastRun);
  return { presets: read, lastRuns: runs, unread: { presets: unread, lastRuns: unreadRuns } };
}

export const savePresets = (file: string, { presets, lastRuns, unread }: PresetFile): Promise<void> =>
  atomicWrite(
    file,
    `${JSON.stringify({ presets: [...presets, ...unread.presets], lastRuns: [...lastRuns, ...unread.lastRuns] }, undefined, 2)}\n`,
  );

interface Schema<T> {
  readonly safeParse: (value: unknown) => { readonly success: true; readonly data: T } | { readonly success: false };
}

function apart<T>(entries: unknown, schema: Schema<T>): [read: T[], unread: unknown[]] {
  const [read, unread]: [T[], unknown[]] = [[], []];
  for (const entry of Array.isArray(entries) ? entries : []) {
    const checked = schema.safeParse(entry);
    if (checked.success) read.push(checked.data);
    else unread.push(entry);
  }
  return [read, unread];
}
