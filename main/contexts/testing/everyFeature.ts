import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { GantryClient } from '../../../contract/index.ts';
import type { Job } from '../../../contract/model/job.ts';
import { TEST_LABEL } from '../../../engine/testing/testEngine.ts';

/** One engine, reached in some way, and the docker CLI on the same engine without that way. */
export interface ReachedEngine {
  readonly client: GantryClient;
  readonly context: string;
  readonly docker: (...args: string[]) => Promise<string>;
  readonly ended: (jobId: string) => Promise<Job>;
}

const soon = () => ({ signal: AbortSignal.timeout(30_000) });
const name = (what: string) => `every-${process.pid}-${Date.now().toString(36)}-${what}`;

/** What a person does with an engine, by the way of its context. Each must leave on the engine what it says. */
export const FEATURES: Readonly<Record<string, (engine: ReachedEngine) => Promise<void>>> = {
  terminal: (engine) =>
    withContainer(engine, async (id) => {
      const { client, context } = engine;
      const target = { type: 'exec', ref: { context, id }, shell: 'sh' } as const;
      const { id: terminalId } = await client.terminals.open({ target, columns: 80, rows: 24 });
      await client.terminals.write({ terminalId, bytes: new TextEncoder().encode('echo $((6*7)); exit 4\n') });
      let said = '';
      for await (const output of client.terminals.output({ terminalId }, soon())) {
        if (output.type === 'data') said += new TextDecoder().decode(output.bytes);
        else expect(output.exitCode).toBe(4);
      }
      expect(said).toContain('42');
    }),

  logs: (engine) =>
    withContainer(engine, async (id) => {
      const { client, context } = engine;
      for await (const item of client.logs.read({ context, ids: [id] }, soon())) {
        if (item.type !== 'lines') continue;
        expect(new TextDecoder().decode(item.batch.text)).toBe('from afar');
        return;
      }
      expect.fail('There was no line.');
    }),

  statistics: (engine) =>
    withContainer(engine, async (id) => {
      const { client, context } = engine;
      for await (const { samples } of client.stats.follow({ context, ids: [id] }, soon())) {
        if (samples[id]) return;
      }
      expect.fail('There were no figures.');
    }),

  events: async (engine) => {
    const { client, context } = engine;
    const until = soon();
    const all = client.activity.events({ context }, until)[Symbol.asyncIterator]();
    await all.next();
    const volume = name('event');
    await engine.docker('volume', 'create', '--label', TEST_LABEL, volume);
    try {
      for (;;) {
        const { value, done } = await all.next();
        if (done) expect.fail('The event did not come.');
        if (JSON.stringify(value).includes(volume)) return;
      }
    } finally {
      await all.return?.();
      await engine.docker('volume', 'rm', volume);
    }
  },

  files: (engine) =>
    withContainer(engine, async (id) => {
      const { client, context } = engine;
      const source = { kind: 'container' as const, context, id };
      const bytes = new Uint8Array(1_500_000).map((_, at) => at % 251);
      const { jobId, uploadId } = await client.files.upload({
        ...{ source, directory: '/tmp', rights: {} },
        items: [{ kind: 'file', path: 'sent.bin', sizeBytes: bytes.byteLength, modifiedAt: 0 }],
      });
      for (let at = 0; at < bytes.byteLength; at += 500_000) {
        await client.uploads.write({ uploadId, bytes: bytes.slice(at, at + 500_000) });
      }
      await client.uploads.end({ uploadId });
      expect(await engine.ended(jobId)).toMatchObject({ state: 'done' });
      expect(await engine.docker('exec', id, 'wc', '-c', '/tmp/sent.bin')).toMatch(/^1500000 /);
      const read = await client.files.read({ source, path: '/tmp/sent.bin', maxBytes: 100_000 });
      expect(Buffer.from(read.bytes).equals(Buffer.from(bytes.subarray(0, 100_000)))).toBe(true);
    }),

  build: (engine) =>
    withFolder(async (folder) => {
      const { client, context } = engine;
      const tag = `${name('built')}:one`;
      await writeFile(join(folder, 'hello'), tag);
      await writeFile(join(folder, 'Dockerfile'), `FROM busybox\nCOPY hello /hello\nCMD ["cat", "/hello"]\n`);
      const settings = { source: { type: 'folder' as const, path: folder }, tags: [tag] };
      const { buildId } = await client.builds.start({ context, settings });
      const job = await engine.ended(buildId);
      expect([job.state, job.error]).toEqual(['done', undefined]);
      expect(job.command).toContain(`--context ${context}`);
      const run = ['run', '--rm', '--network', 'none', '--label', TEST_LABEL, tag];
      expect(await engine.docker(...run)).toBe(tag);
      await engine.docker('image', 'rm', tag);
    }),

  stack: (engine) =>
    withFolder(async (folder) => {
      const { client, context } = engine;
      const project = name('stack');
      const file = join(folder, 'compose.yaml');
      const one = `{image: busybox, command: sleep 1000, init: true, network_mode: none, labels: ["${TEST_LABEL}=1"]}`;
      await writeFile(file, `services:\n  one: ${one}\n`);
      const stack = { context, project, files: { workingDir: folder, configFiles: [file] } };
      const ids = () => engine.docker('ps', '--quiet', '--filter', `label=com.docker.compose.project=${project}`);
      const up = await engine.ended((await client.stackRuns.start({ stack, action: { type: 'up' } })).jobId);
      expect([up.state, up.error]).toEqual(['done', undefined]);
      expect(up.command).toContain(`--context ${context}`);
      expect(await ids()).not.toBe('');
      const down = await engine.ended((await client.stackRuns.start({ stack, action: { type: 'down' } })).jobId);
      expect(down).toMatchObject({ state: 'done' });
      expect(await ids()).toBe('');
    }),

  'back-up and restore of a volume': (engine) =>
    withFolder(async (folder) => {
      const { client, context, docker } = engine;
      const volume = name('kept');
      const inVolume = (script: string) =>
        docker(
          'run',
          '--rm',
          '--network',
          'none',
          '-v',
          `${volume}:/v`,
          '--label',
          TEST_LABEL,
          'busybox',
          'sh',
          '-c',
          script,
        );
      await docker('volume', 'create', '--label', TEST_LABEL, volume);
      try {
        await inVolume('echo kept > /v/file; chown 5:6 /v/file');
        const target = { type: 'folder' as const, path: folder };
        const request = { context, name: volume, format: 'tar.gz' as const, target, pauseContainers: false };
        const backup = await engine.ended((await client.volumes.backup(request)).jobId);
        expect([backup.state, backup.error]).toEqual(['done', undefined]);
        const [file = ''] = await readdir(folder);
        await inVolume('rm /v/file');
        const source = { type: 'file' as const, path: join(folder, file) };
        const restore = { context, name: volume, source, mode: 'replace' as const };
        const restored = await engine.ended((await client.volumes.restore(restore)).jobId);
        expect([restored.state, restored.error]).toEqual(['done', undefined]);
        expect(await inVolume('cat /v/file; stat -c %u:%g /v/file')).toBe('kept\n5:6');
      } finally {
        await docker('volume', 'rm', '--force', volume);
      }
    }),
};

async function withContainer({ docker }: ReachedEngine, run: (id: string) => Promise<void>): Promise<void> {
  const script = ['sh', '-c', 'echo from afar; sleep 1000'];
  const id = await docker('run', '-d', '--init', '--network', 'none', '--label', TEST_LABEL, 'busybox', ...script);
  try {
    await run(id);
  } finally {
    await docker('rm', '--force', id);
  }
}

async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gantry-every-'));
  try {
    await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
