import path from 'node:path';
import { newStackCommand } from '../../contract/commands/composeFileCommands.ts';
import { joinWords } from '../../contract/commands/words.ts';
import { AppFailure } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';
import type { StackRef } from '../../contract/model/stack.ts';
import type { TemplateDetail, TemplateList } from '../../contract/model/template.ts';
import { draftStack } from '../compose/create/draft.ts';
import { envText } from '../compose/create/envText.ts';
import { type NewFile, writeStack } from '../compose/create/writeStack.ts';
import { absolutePath } from '../compose/files/fileName.ts';
import { scanFolder } from '../compose/folders/scan.ts';
import { type Checkout, cloneWords, createGit } from '../compose/git/git.ts';
import { checkBranch, readGitAddress } from '../compose/git/gitAddress.ts';
import type { KnownStacks } from '../compose/known.ts';
import { builtIn } from '../compose/templates/builtIn.ts';
import { readTemplate, readTemplates, type TemplateOrigin } from '../compose/templates/readTemplates.ts';
import { templateOfStack } from '../compose/templates/saveTemplate.ts';
import { type KeptSource, openTemplateSources } from '../compose/templates/sources.ts';
import { valuesOf } from '../compose/templates/values.ts';
import type { GetConnection } from '../docker/connection.ts';
import type { JobHandle, Jobs } from '../jobs/jobs.ts';
import type { ActivityRecorder } from './activity.ts';

interface TemplatesDeps {
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly getConnection: GetConnection;
  readonly known: KnownStacks;
  readonly jobs: Jobs;
  readonly activity: ActivityRecorder;
}

/** New stacks, and the templates that they may be made from. */
export function createTemplatesService(deps: TemplatesDeps): ServiceOf<'templates'> {
  const { dataDir, known, jobs, activity, getConnection } = deps;
  const git = createGit(deps.env);
  const sources = openTemplateSources(dataDir, git);
  const originOf = (source: KeptSource): TemplateOrigin => ({
    id: source.id,
    name: nameOf(source),
    folder: source.folder,
  });

  /** A template, and the folder that it is in. */
  async function find(id: string): Promise<{ readonly detail: TemplateDetail; readonly folder: string }> {
    const slash = id.indexOf('/');
    const [sourceId, name] = [id.slice(0, slash), id.slice(slash + 1)];
    const source = (await sources.all()).find((one) => one.id === sourceId);
    const origin = sourceId === 'gantry' ? builtIn() : source && originOf(source);
    const found = origin && (await readTemplate(origin, name).catch(unreadable));
    if (found) return { detail: found, folder: path.join(origin.folder, name) };
    throw new AppFailure({ code: 'not-found', message: 'This template is gone.', hint: 'Look at the list again.' });
  }

  function startGit(title: string, checkout: Checkout, run: (job: JobHandle, signal: AbortSignal) => Promise<void>) {
    const command = joinWords(cloneWords(checkout));
    return jobs.start({ kind: 'stack', title, command }, async (job, signal) => {
      await activity.record({ context: '', title, command }, () => run(job, signal));
      return undefined;
    });
  }
  function startFetch(source: KeptSource & { readonly type: 'git' }): { readonly jobId: string } {
    const address = readGitAddress(source.address);
    const checkout = { address, branch: source.branch, folder: source.folder };
    const jobId = startGit(`Fetch templates from ${address.url}`, checkout, (job, signal) =>
      sources.fetch(source, told(job), signal),
    );
    return { jobId };
  }

  return {
    folder: async () => ({ path: path.join(dataDir, 'stacks') }),
    draft: (input, signal) => draftStack(getConnection, input, signal),
    async create({ context, project, folder: given, content }) {
      const folder = absolutePath(given);
      await refuseKnown(known, { context, project }, folder);
      const from =
        content.type === 'text'
          ? { files: textFiles(content) }
          : await find(content.id).then((found) => ({
              files: templateFiles(found.detail, content.values),
              template: found.folder,
            }));
      const { files } = from;
      const main = path.join(folder, files[0]?.path ?? 'compose.yaml');
      const command = newStackCommand({
        ...{ folder, compose: main, hasEnv: files.some(({ path: name }) => name === '.env') },
        template: 'template' in from ? from.template : undefined,
      });
      await activity.record({ context, title: `Create the stack ${project}`, command }, async () => {
        await writeStack(folder, files);
        await known.remember(
          { context, project },
          { workingDir: folder, configFiles: [main], envFiles: [], profiles: [] },
        );
      });
      return { path: main };
    },
    async list(): Promise<TemplateList> {
      const kept = await sources.all();
      const own = await Promise.all(
        kept.map(async (source) => ({ source, read: await readTemplates(originOf(source)) })),
      );
      const ours = await readTemplates(builtIn());
      return {
        templates: [ours, ...own.map(({ read }) => read)].flatMap(({ templates }) => templates),
        sources: own.map(({ source, read: { templates, problems } }) => ({
          ...{ id: source.id, type: source.type, name: nameOf(source), folder: source.folder },
          ...(source.type === 'git' && source.branch !== undefined && { branch: source.branch }),
          ...(source.type === 'git' && source.updatedAt !== undefined && { updatedAt: source.updatedAt }),
          ...{ count: templates.length, problems },
        })),
      };
    },
    open: async ({ id }) => (await find(id)).detail,
    addFolder: ({ path: given }) => sources.addFolder(given),
    addRepository: async ({ url, branch }) => startFetch(await sources.newRepository(url, checkBranch(branch))),
    async updateSource({ sourceId }) {
      const source = (await sources.all()).find(({ id }) => id === sourceId);
      if (source?.type === 'git') return startFetch(source);
      throw new AppFailure({ code: 'not-found', message: 'This source is gone.', hint: 'Look at the list again.' });
    },
    removeSource: ({ sourceId }) => sources.remove(sourceId),
    async save({ context, project, folder: given, name, title, description }) {
      const files = await known.filesOf({ context, project });
      if (!files) {
        throw new AppFailure({
          code: 'not-found',
          message: `Nobody knows the files of ${project}.`,
          hint: 'Say which files it has first.',
        });
      }
      const parent = absolutePath(given);
      const folder = path.join(parent, name);
      const { files: all, left } = await templateOfStack(files, { title, description });
      await writeStack(folder, all);
      await sources.addFolder(parent).catch((thrown: unknown) => {
        if (!(thrown instanceof AppFailure) || thrown.error.code !== 'conflict') throw thrown;
      });
      return { path: folder, left };
    },
    async clone({ url, branch: givenBranch, folder: given }) {
      const address = readGitAddress(url);
      const branch = checkBranch(givenBranch);
      const checkout = { address, branch, folder: absolutePath(given) };
      const jobId = startGit(`Clone ${address.url}`, checkout, (job, signal) => git.clone(checkout, told(job), signal));
      return { jobId };
    },
    async findIn({ path: given }, signal) {
      return (await scanFolder(absolutePath(given), signal)).found;
    },
  };
}

const nameOf = (source: KeptSource): string =>
  source.type === 'folder' ? source.folder : readGitAddress(source.address).url;

/** git counts on one line; the log has what it says, the job what it says now. */
const told = (job: JobHandle) => (line: string) => {
  if (line === '') return;
  if (!/\d+%/.test(line) || /done/.test(line)) job.log(line);
  job.update({ message: line });
};

const textFiles = ({ compose, env }: { readonly compose: string; readonly env: string }): NewFile[] => [
  { path: 'compose.yaml', text: compose },
  ...(env === '' ? [] : [{ path: '.env', text: env, mode: 0o600 }]),
];

function templateFiles(template: TemplateDetail, typed: Readonly<Record<string, string>>): NewFile[] {
  const values = valuesOf(template.parameters, typed);
  const env = Object.keys(values).length === 0 ? [] : [{ path: '.env', text: envText(values), mode: 0o600 }];
  const files = template.files.map(({ path: file, text, isExecutable }) => ({
    path: file,
    text,
    ...(isExecutable && { mode: 0o777 }),
  }));
  return [...files, ...env];
}

/** Two stacks of one name would be one for Compose, and the second would take the first one's containers away. */
async function refuseKnown(known: KnownStacks, ref: StackRef, folder: string): Promise<void> {
  const files = await known.filesOf(ref);
  if (!files || files.workingDir === folder) return;
  throw new AppFailure({
    code: 'name-in-use',
    name: ref.project,
    message: `There is a stack ${ref.project} already, in ${files.workingDir}.`,
    hint: 'Choose another name: what has the same name is the same stack for Compose.',
  });
}

const unreadable = (thrown: unknown): never => {
  const message = `The template cannot be read: ${(thrown as Error).message}`;
  throw new AppFailure({ code: 'unsupported', message, hint: 'Mend its files, or remove its source.' });
};
