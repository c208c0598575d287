import { z } from 'zod';
import type {
  CompareProgress,
  ComparedFilePage,
  FilePage,
  FilePreview,
  ImageHistory,
  OpenProgress,
  PackageDatabase,
  WastedPage,
} from '../model/imageFiles.ts';
import { call, stream } from '../rpc/define.ts';
import type { FileOffer } from './containers.ts';

const context = z.object({ context: z.string().min(1) });
/** A name (`redis:7`), a digest or an id. */
const image = context.extend({ image: z.string().min(1) });
/** Of an image that was opened: what a name means can change meanwhile, an id cannot. */
const opened = context.extend({
  imageId: z.string().regex(/^(sha256:)?[0-9a-f]{64}$/, 'This is not the id of an image.'),
});
const page = { offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(1000).default(200) };
const path = z.string().max(32_768);
const layer = z.number().int().min(0);
const view = opened.extend({
  /** 0 is the lowest. */
  layer,
  /** What this layer does, or all that a container of it would see (and what this layer takes away). */
  scope: z.enum(['layer', 'all']),
  /** Only these, and the directories that lead to them. Empty: everything. */
  only: z.array(z.enum(['added', 'changed', 'removed', 'wasted'])).default([]),
  ...page,
});
const pair = context.extend({ before: z.string().min(1), after: z.string().min(1) });

/** What is inside of images. Nothing is created at the engine for it; a layer is read from the engine as it streams. */
export const layers = {
  history: call(image).returns<ImageHistory>(),
  /** Reads all layers once, then says what is in them. Whoever asks meanwhile shares the reading; the last to leave ends it. */
  open: stream(image).of<OpenProgress>(),
  /** What is in a directory, directories first. */
  children: call(view.extend({ path })).returns<FilePage>(),
  /** Part of a path, or a pattern for a name (`*.conf`). */
  search: call(view.extend({ query: z.string().min(1).max(1000) })).returns<FilePage>(),
  /** Paths whose bytes nobody sees any more, the most wasteful first. */
  wasted: call(opened.extend(page)).returns<WastedPage>(),
  /** The beginning of a file as one layer has it. */
  preview: call(
    opened.extend({ layer, path, maxBytes: z.number().int().min(1).max(1_048_576).default(262_144) }),
  ).returns<FilePreview>(),
  /** The file as one layer has it, handed to the person. */
  download: call(opened.extend({ layer, path })).returns<FileOffer>(),
  packages: call(opened).returns<readonly PackageDatabase[]>(),
  compare: stream(pair).of<CompareProgress>(),
  /** Files of two images that were compared, by path. */
  comparedFiles: call(
    pair.extend({
      only: z.array(z.enum(['added', 'changed', 'removed', 'same'])).default([]),
      query: z.string().max(1000).default(''),
      ...page,
    }),
  ).returns<ComparedFilePage>(),
};
