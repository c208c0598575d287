import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FileSource } from '../../contract/model/files.ts';
import { docker, runTest } from '../live/testing/engineCli.ts';
import { madeNames } from '../live/testing/madeNames.ts';
import { DEATHS, type Death, LARGE_BYTES, spawnGantry } from './files/testing/dyingGantry.ts';
import { container, type FilesClient, startFilesClient, uploadItem } from './files/testing/filesClient.ts';

let app: FilesClient;
let folder: string;
const name = madeNames();

beforeAll(async () => {
  app = await startFilesClient();
});
afterAll(() => app.close());
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gantry-died-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const sh = (id: string, script: string) => docker('exec', id, 'sh', '-c', script);

function dieAt(death: Death, temporaryDir: string): Promise<NodeJS.Signals | null> {
  const child = spawnGantry(death, temporaryDir);
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', (_code, signal) => resolve(signal)));
}

/** What its job says. */
async function upload(source: FileSource, file: string): Promise<string> {
  const items = [uploadItem(file, 'x')];
  const begun = await app.client.upload({ source, directory: '/in', items, rights: {} });
  expect(await app.send(begun, [Buffer.from('x')])).toMatchObject({ state: 'done' });
  let said = '';
  for await (const line of app.jobs.log({ jobId: begun.jobId })) said += `${line}\n`;
  return said;
}

const cases = (['running', 'stopped'] as const).flatMap((state) =>
  Object.keys(DEATHS[state]).map((phase) => [state, phase] as const),
);

describe('when Gantry is killed', () => {
  test.each(cases)(
    'while it uploads into a %s container, %s, no name is half-made, and what is left goes',
    async (state, phase) => {
      const id = await runTest(name('dying'));
      const stop = async () => state === 'stopped' && (await docker('kill', id));
      const source = container(id);
      await sh(id, 'mkdir /in; echo old > /in/there');
      await stop();

      const death = { state, phase, source, directory: '/in', names: ['there', 'fresh'] };
      expect(await dieAt(death, folder)).toBe('SIGKILL');
      expect((await readdir(folder)).filter((left) => left.startsWith('gantry-upload'))).toEqual([]);
      await docker('start', id); // whoever held it has let go

      const [left = '', ...others] = (await sh(id, 'ls -A /in')).split('\n');
      expect(left).toMatch(/^\.gantry-upload-[0-9a-f]{12}$/);
      expect(others).toEqual(['there']);
      expect(await sh(id, 'cat /in/there')).toBe('old');
      const sizes = await sh(id, `stat -c %s /in/${left}/*`);
      const isHalf = phase.endsWith('being sent');
      expect(sizes.split('\n').some((size) => Number(size) < LARGE_BYTES)).toBe(isHalf);

      // It may be of a Gantry that is still at it: it is shown, and stays for an hour after the last that was written.
      await stop();
      expect((await app.list(source, '/in', true)).names).toEqual([left, 'there']);
      expect(await upload(source, 'second')).not.toContain(left);
      expect((await app.list(source, '/in', true)).names).toEqual([left, 'second', 'there']);
      await docker('start', id);
      await sh(id, `touch -d '2020-01-01 00:00' /in/${left}/* /in/${left}`);
      await stop();
      expect(await upload(source, 'third')).toContain(`interrupted had left: /in/${left}`);
      expect((await app.list(source, '/in', true)).names).toEqual(['second', 'there', 'third']);
    },
    60_000,
  );
});
