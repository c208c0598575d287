import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { testEngine } from '../../../engine/testing/testEngine.ts';
import type { ImageFile, OpenedImage, OpenProgress } from '../../../contract/model/imageFiles.ts';
import type { Host } from '../../host.ts';
import { archiveOf, type TestEntry } from '../../imageFiles/testing/archives.ts';
import { createJobs } from '../../jobs/createJobs.ts';
import { cliEnv, docker, testName } from '../../live/testing/engineCli.ts';
import { startLiveEngine } from '../../live/testing/liveEngine.ts';
import { createActivityLog } from '../activity.ts';
import { createLayersService } from '../layers.ts';

export const context = 'default';
export const never: AbortSignal = new AbortController().signal;

export type OpenedLayers = Awaited<ReturnType<typeof openLayers>>;

/** The layers service on the test engine, and images made for it. */
export async function openLayers() {
  const activity = createActivityLog();
  const jobs = createJobs();
  const saved = new Map<string, Buffer>();
  const engine = await startLiveEngine();
  const dir = await mkdtemp(path.join(tmpdir(), 'gantry-layers-'));
  const { getConnection, cliArgs } = engine.contexts;
  const host = savingHost(saved);
  const layers = createLayersService({ getConnection, cliArgs, jobs, activity, host });
  let made: string[] = [];

  function reference(): string {
    const fresh = `gantry-test/${testName('layers')}:1`;
    made.push(fresh);
    return fresh;
  }

  return {
    activity,
    jobs,
    /** What was downloaded, by name. */
    saved,
    host,
    engine,
    dir,
    layers,

    /** Built by the engine's own builder. Nothing else of it is kept than the image. */
    async build(dockerfile: string, files: Readonly<Record<string, string | Buffer>> = {}): Promise<string> {
      const image = reference();
      const folder = await mkdtemp(path.join(dir, 'build-'));
      for (const [name, content] of Object.entries(files)) {
        await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
        await writeFile(path.join(folder, name), content);
      }
      await writeFile(path.join(folder, 'Dockerfile'), dockerfile);
      const env = { ...cliEnv(), DOCKER_BUILDKIT: '0' };
      await promisify(execFile)(testEngine().cliPath, ['build', '--quiet', '--tag', image, folder], { env });
      return image;
    },

    /** With `docker image load`: layers that no builder would make. */
    async load(contents: readonly (readonly TestEntry[])[], options: Parameters<typeof archiveOf>[1] = {}) {
      const image = reference();
      const { bytes } = await archiveOf(contents, { ...options, layout: 'legacy' });
      const loading = spawn(testEngine().cliPath, ['image', 'load', '--quiet'], { env: cliEnv() });
      loading.stdin.end(bytes);
      const output: Buffer[] = [];
      for await (const chunk of loading.stdout) output.push(chunk as Buffer);
      const [, id = ''] = /(sha256:[0-9a-f]{64})/.exec(Buffer.concat(output).toString()) ?? [];
      await docker('tag', id, image);
      return image;
    },

    async open(
      image: string,
      signal: AbortSignal = never,
    ): Promise<OpenedImage & { readonly steps: readonly OpenProgress[] }> {
      const steps: OpenProgress[] = [];
      for await (const step of layers.open({ context, image }, signal)) {
        if (step.type === 'opened') return { ...step.image, steps };
        steps.push(step);
      }
      throw new Error('It ended without an image.');
    },

    async children(imageId: string, layer: number, at: string, scope: 'layer' | 'all' = 'layer') {
      const view = { context, imageId, layer, scope, path: at, only: [], offset: 0, limit: 1000 };
      return (await layers.children(view, never)).files;
    },

    async removeMade() {
      for (const image of made) await docker('image', 'rm', '--force', image).catch(() => {});
      made = [];
    },
    async close() {
      await jobs.close();
      await engine.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export const said = (files: readonly ImageFile[]) => files.map(({ name, change }) => `${name} ${change}`);

/** Saves at once. */
const savingHost = (saved: Map<string, Buffer>): Pick<Host, 'offerFile'> => ({
  async offerFile(file) {
    const save = async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of file.open(never)) chunks.push(chunk);
      const content = Buffer.concat(chunks);
      saved.set(file.name, content);
      return { sizeBytes: content.byteLength };
    };
    const finished = save();
    finished.catch(() => {}); // it is in the job
    return { finished };
  },
});
