import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { atomicWrite } from '../../storage/atomicWrite.ts';

const Records = z.array(z.object({ context: z.string(), image: z.string() }));
export type ShellRecord = z.infer<typeof Records>[number];

/** What was made for shells and is not removed yet: written before it is made, so that a crash leaves nothing unknown. */
export class ShellRecords {
  readonly #file: string;
  #records: readonly ShellRecord[] = [];
  #writing: Promise<unknown> = Promise.resolve();

  constructor(dir: string) {
    this.#file = path.join(dir, 'shells.json');
  }

  /** Those that an earlier run has left. */
  async load(): Promise<readonly ShellRecord[]> {
    try {
      this.#records = Records.parse(JSON.parse(await readFile(this.#file, 'utf8')));
    } catch {
      this.#records = [];
    }
    return this.#records;
  }

  add(record: ShellRecord): Promise<void> {
    return this.#change([...this.#records, record]);
  }

  remove(image: string): Promise<void> {
    return this.#change(this.#records.filter((record) => record.image !== image));
  }

  #change(records: readonly ShellRecord[]): Promise<void> {
    this.#records = records;
    const write = this.#writing.then(async () => {
      await mkdir(path.dirname(this.#file), { recursive: true, mode: 0o700 });
      await atomicWrite(this.#file, JSON.stringify(this.#records));
    });
    this.#writing = write.catch(() => {});
    return write;
  }
}
