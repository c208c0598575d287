import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { atomicWrite } from '../storage/atomicWrite.ts';

interface Noted {
  /** Of hexadecimal digits: it names the file. */
  readonly id: string;
  readonly startedAt: number;
}

/** What is being changed and what is kept, one file each: whoever comes after a death finds it. */
export interface Journal<T extends Noted> {
  /** In the order in which they were begun. What cannot be read is left alone. */
  readAll(): Promise<readonly T[]>;
  /** On the disk when it resolves. */
  write(operation: T): Promise<void>;
  remove(id: string): Promise<void>;
}

export function openJournal<T extends Noted>(dir: string, schema: z.ZodType<T>): Journal<T> {
  const fileOf = (id: string) => path.join(dir, `${id}.json`);
  return {
    async readAll() {
      const names = await readdir(dir).catch((): string[] => []);
      const all = await Promise.all(
        names.filter((name) => /^[0-9a-f]+\.json$/.test(name)).map((name) => readOne(path.join(dir, name), schema)),
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

async function readOne<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    return schema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
