import { spawn } from 'node:child_process';
import { testEngine, TEST_LABEL } from '../../../../engine/testing/testEngine.ts';
import { contract } from '../../../../contract/index.ts';
import type { Job } from '../../../../contract/model/job.ts';
import type { FileAccess, FileEntry, FileSource, UploadItem } from '../../../../contract/model/files.ts';
import { connect } from '../../../../contract/rpc/connect.ts';
import { memoryPipe } from '../../../../contract/rpc/memory.ts';
import { serve } from '../../../../contract/rpc/serve.ts';
import type { UploadJob } from '../../../../contract/services/images.ts';
import { helperProgram } from '../../../helperProgram/helperProgram.ts';
import { createFileSources } from '../../../files/sources.ts';
import { TAR_END, tarHeader, tarPadding } from '../../../files/tar/tarHeader.ts';
import type { Host } from '../../../host.ts';
import { createJobs } from '../../../jobs/createJobs.ts';
import { cliEnv, docker } from '../../../live/testing/engineCli.ts';
import type { OnTraffic } from '../../../live/testing/engineProxy.ts';
import { startLiveEngine } from '../../../live/testing/liveEngine.ts';
import { createActivityLog } from '../../activity.ts';
import { createFilesService } from '../../files.ts';
import { createJobsService } from '../../jobs.ts';
import { createImageReader } from '../../layers.ts';
import { createUploads } from '../../uploads.ts';

const served = { files: contract.files, jobs: contract.jobs, uploads: contract.uploads };
const context = 'default';

export type FilesClient = Awaited<ReturnType<typeof startFilesClient>>;

/** The files service on the test engine, spoken to as a page does. */
export async function startFilesClient(options: { readonly onTraffic?: OnTraffic } = {}) {
  const engine = await startLiveEngine(undefined, options);
  const { getConnection, cliArgs } = engine.contexts;
  const jobs = createJobs();
  const activity = createActivityLog();
  const uploads = createUploads();
  const saved = new Map<string, Buffer>();
  const sources = createFileSources(getConnection);
  const deps = { getConnection, cliArgs, jobs, activity, host: savingHost(saved) };
  const files = createFilesService({ ...deps, uploads, sources, images: createImageReader(deps) });
  const handlers = { files, jobs: createJobsService(jobs), uploads: uploads.handlers };
  const [clientEnd, serverEnd, closePipe] = memoryPipe();
  serve(served, handlers, serverEnd);
  const client = connect(served, clientEnd);

  async function ended(jobId: string): Promise<Job> {
    for await (const change of client.jobs.watch({}, { signal: AbortSignal.timeout(60_000) })) {
      const changed = change.type === 'snapshot' ? change.items : change.upserted;
      const job = changed.find(({ id, state }) => id === jobId && state !== 'running');
      if (job) return job;
    }
    throw new Error('The job did not end.');
  }

  return {
    engine,
    client: client.files,
    uploads: client.uploads,
    jobs: client.jobs,
    sources,
    activity,
    saved,
    ended,

    async list(source: FileSource, path: string, isFresh = false) {
      const entries: FileEntry[] = [];
      let listed = '';
      for await (const progress of client.files.list({ source, path, isFresh })) {
        if (progress.type === 'entries') entries.push(...progress.entries);
        else if (progress.type === 'listed') listed = progress.path;
      }
      const byName = new Map(entries.map((entry) => [entry.name, entry]));
      return { entries, path: listed, names: [...byName.keys()].sort(), get: (name: string) => byName.get(name) };
    },
    async access(source: FileSource): Promise<FileAccess> {
      for await (const access of client.files.access({ source })) return access;
      throw new Error('Nothing was said of it.');
    },
    async find(source: FileSource, path: string, query: string, limit?: number) {
      const found: FileEntry[] = [];
      for await (const batch of client.files.find({ source, path, query, ...(limit && { limit }) }))
        found.push(...batch);
      return found.map(({ name }) => name).sort();
    },
    async text(source: FileSource, path: string): Promise<string> {
      return Buffer.from((await client.files.read({ source, path })).bytes).toString();
    },
    /** Sends these bytes as a page would, and waits for the job. */
    async send({ jobId, uploadId }: UploadJob, pieces: readonly Buffer[]): Promise<Job> {
      for (const piece of pieces) await client.uploads.write({ uploadId, bytes: Uint8Array.from(piece) });
      await client.uploads.end({ uploadId });
      return ended(jobId);
    },
    /** As the desktop app does: it knows where the files are, and reads them there. */
    async readInPlace({ jobId, uploadId }: UploadJob, paths: readonly string[]): Promise<Job> {
      await uploads.readFiles(uploadId, paths);
      return ended(jobId);
    },
    async download(source: FileSource, ...paths: string[]): Promise<Buffer> {
      saved.clear();
      const { jobId } = await client.files.download({ source, paths });
      const job = await ended(jobId);
      const [content] = saved.values();
      if (!content || job.state !== 'done') throw new Error(`Not saved: ${JSON.stringify(job.error)}`);
      return content;
    },
    async close() {
      closePipe();
      await jobs.close();
      await sources.close();
      await engine.close();
    },
  };
}

const savingHost = (saved: Map<string, Buffer>): Pick<Host, 'offerFile'> => ({
  async offerFile(file) {
    const save = async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of file.open(new AbortController().signal)) chunks.push(chunk);
      saved.set(file.name, Buffer.concat(chunks));
      return { sizeBytes: saved.get(file.name)?.byteLength ?? 0 };
    };
    const finished = save();
    finished.catch(() => {}); // it is in the job
    return { finished };
  },
});

export const container = (id: string): FileSource => ({ kind: 'container', context, id });
export const volume = (name: string): FileSource => ({ kind: 'volume', context, name });

export interface MadeFile {
  readonly path: string;
  readonly content?: string;
  readonly mode?: number;
  readonly userId?: number;
  readonly groupId?: number;
}

/** An archive of directories (their paths end with /) and files, any bytes in their names. */
export function archiveOfFiles(files: readonly MadeFile[]): Buffer {
  return Buffer.concat([
    ...files.flatMap(({ path, content = '', mode, userId = 0, groupId = 0 }) => {
      const kind = path.endsWith('/') ? 'directory' : 'file';
      const bytes = Buffer.from(content);
      const own = mode ?? (kind === 'file' ? 0o644 : 0o755);
      const about = { path, kind, mode: own, userId, groupId, sizeBytes: bytes.length, modifiedAt: 1_700_000_000_000 };
      return [tarHeader({ ...about, kind }), bytes, tarPadding(bytes.length)];
    }),
    TAR_END,
  ]);
}

/** `docker cp -` by the real CLI. */
export const copyIn = (id: string, directory: string, files: readonly MadeFile[]): Promise<void> =>
  piped(['cp', '-', `${id}:${directory}`], archiveOfFiles(files));

/** An image of one static program, without a shell or any file beside it but those given. Gives its name. */
export async function makeScratchImage(name: string, files: readonly MadeFile[] = []): Promise<string> {
  const program = helperProgram(process.arch === 'arm64' ? 'arm64' : 'amd64') ?? Buffer.alloc(0);
  const head = tarHeader({
    path: 'app',
    kind: 'file',
    mode: 0o755,
    userId: 0,
    groupId: 0,
    sizeBytes: program.length,
    modifiedAt: 0,
  });
  const archive = Buffer.concat([head, program, tarPadding(program.length), archiveOfFiles(files)]);
  await piped(['import', '--change', 'ENTRYPOINT ["/app","/"]', '-', name], archive);
  return name;
}

/** It waits for its input to end, so it runs until it is removed. */
export const runScratch = (name: string, image: string, ...args: string[]): Promise<string> =>
  docker('run', '--detach', '--interactive', '--label', TEST_LABEL, '--name', name, ...args, image);

function piped(args: readonly string[], input: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const cli = spawn(testEngine().cliPath, args, { env: cliEnv(), stdio: ['pipe', 'ignore', 'pipe'] });
    let said = '';
    cli.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    cli.once('error', reject).once('close', (code) => (code === 0 ? resolve() : reject(new Error(said))));
    cli.stdin.on('error', () => {}); // it says why
    cli.stdin.end(input);
  });
}

export const uploadItem = (path: string, content: string | Buffer, more: Partial<UploadItem> = {}): UploadItem => ({
  path,
  kind: 'file',
  sizeBytes: Buffer.byteLength(content),
  ...more,
});
