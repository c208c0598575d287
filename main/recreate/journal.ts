import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { atomicWrite } from '../storage/atomicWrite.ts';
import { Operation } from './operation.ts';

/** What is being changed and what is kept, one file each: whoever comes after a death finds it. */
export interface Journal {
  /** In the order in which they were begun. What cannot be read is left alone. */
  readAll(): Promise<readonly Operation[]>;
  /** On the disk when it resolves. */
  write(operation: Operation): Promise<void>;
  remove(id: string): Promise<void>;
}

export function openJournal(dir: string): Journal {
  const fileOf = (id: string) => path.join(dir, `${id}.json`);
  return {
    async readAll() {
      const names = await readdir(dir).catch((): string[] => []);
      const all = await Promise.all(
        names.filter((name) => /^[0-9a-f]+\.json$/.test(name)).map((name) => readOne(path.join(dir, name))),
      );
      return all.filter((one) => one !== undefined).toSorted((a, b) => a.startedAt - b.startedAt);
    },
    async write(operation) {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      await atomicWrite(fileOf(operation.id), JSON.stringify(operation));
    },
    remove: (id) => rm(fileOf(id), { force: true }),
  };
}

async function readOne(file: string): Promise<Operation | undefined> {
  try {
    return Operation.safeParse(JSON.parse(await readFile(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
