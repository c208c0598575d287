import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { UpdateChannel } from '../../contract/model/update.ts';

const schema = z.object({
  channel: UpdateChannel.default('latest'),
  /** What ran here last; another one now means that this is its successor. */
  version: z.string().optional(),
  previousVersion: z.string().optional(),
});
export type UpdateRecord = z.infer<typeof schema>;

export interface UpdateRecordFile {
  readonly current: () => UpdateRecord;
  change(patch: Partial<UpdateRecord>): Promise<void>;
}

/** `updates.json` in the data folder. Notices that the app has been replaced since, by whatever did it. */
export async function openUpdateRecord(dataDir: string, version: string): Promise<UpdateRecordFile> {
  const file = path.join(dataDir, 'updates.json');
  let record = await read(file);
  const change = async (patch: Partial<UpdateRecord>) => {
    record = { ...record, ...patch };
    await writeFile(`${file}.draft`, JSON.stringify(record), { mode: 0o600 });
    await rename(`${file}.draft`, file);
  };
  if (record.version !== version) {
    await change({ version, ...(record.version !== undefined && { previousVersion: record.version }) });
  }
  return { current: () => record, change };
}

async function read(file: string): Promise<UpdateRecord> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return schema.parse({}); // Absent or damaged: it can only be begun anew.
  }
}
