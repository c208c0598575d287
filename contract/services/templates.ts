import { z } from 'zod';
import { ProjectName, type StackFiles, StackRef } from '../model/stack.ts';
import { DraftFrom, type StackDraft, type TemplateDetail, type TemplateList } from '../model/template.ts';
import { call } from '../rpc/define.ts';

const path = z.string().trim().min(1).max(4096);
const text = z.string().max(4 * 1024 * 1024, 'A Compose file may have at most 4 MB.');
const values = z.record(z.string(), z.string().max(4096));
const repository = {
  /** `https://`, `ssh://`, `file://` or `git@host:path`. A password in it is neither shown nor kept in the checkout. */
  url: z.string().trim().min(1).max(2000),
  branch: z.string().trim().max(250).optional(),
};

/** Stacks that are new: from nothing, commands, containers, old files, templates or Git repositories. */
export const templates = {
  /** Where new stacks go unless another folder is chosen. */
  folder: call(z.object({})).returns<{ readonly path: string }>(),
  /** What would be written; asks the engine which volumes and networks are there, and writes nothing. */
  draft: call(z.object({ context: z.string().min(1), from: DraftFrom })).returns<StackDraft>(),
  /**
   * Writes the files, all or none, and remembers the stack. Rejects with `conflict` where one of them is there already
   * or another stack has this name, and with `invalid-input` for a value that a parameter does not take.
   */
  create: call(
    StackRef.extend({
      folder: path,
      content: z.discriminatedUnion('type', [
        z.object({ type: z.literal('text'), compose: text, env: text.default('') }),
        z.object({ type: z.literal('template'), id: z.string().min(1), values }),
      ]),
    }),
  ).returns<{ readonly path: string }>(),

  /** Those that come with Gantry and those of one's own sources. */
  list: call(z.object({})).returns<TemplateList>(),
  /** With its files. Rejects with `not-found`. */
  open: call(z.object({ id: z.string().min(1) })).returns<TemplateDetail>(),
  /** Rejects with `not-found`, `permission-denied` and, for one that is added already, `conflict`. */
  addFolder: call(z.object({ path })).returns<void>(),
  /** Fetches a repository of templates into the data folder: a job. Rejects with `invalid-input`, `conflict`. */
  addRepository: call(z.object(repository)).returns<{ readonly jobId: string }>(),
  /** Fetches it again: a job. */
  updateSource: call(z.object({ sourceId: z.string().min(1) })).returns<{ readonly jobId: string }>(),
  /** A folder stays as it is; what was fetched goes. */
  removeSource: call(z.object({ sourceId: z.string().min(1) })).returns<void>(),
  /**
   * Makes a template of the files of a stack, in a new folder of a folder that is a source from then on. Values of its
   * `.env` become parameters; secrets among them are left out. Rejects with `conflict` where that folder is there.
   */
  save: call(
    StackRef.extend({
      folder: path,
      name: ProjectName,
      title: z.string().trim().min(1).max(80),
      description: z.string().trim().min(1).max(500),
    }),
  ).returns<{ readonly path: string; readonly left: readonly string[] }>(),

  /** Clones a repository into a folder that is new or empty: a job. Cancelled or failed, nothing is left of it. */
  clone: call(z.object({ ...repository, folder: path })).returns<{ readonly jobId: string }>(),
  /** The stacks in a folder and in its folders. Rejects with `not-found`. */
  findIn: call(z.object({ path })).returns<readonly { readonly project: string; readonly files: StackFiles }[]>(),
};
