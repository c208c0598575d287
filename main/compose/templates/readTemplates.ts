import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type TemplateDetail,
  type TemplateFile,
  TemplateManifest,
  type TemplateSummary,
} from '../../../contract/model/template.ts';

const MANIFEST = 'template.json';
const COMPOSE = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
/** A template is made of texts: more is no template. */
const MAX_FILES = 200;
const MAX_BYTES = 2 * 1024 * 1024;
const MAX_TEMPLATES = 300;

export interface TemplateOrigin {
  readonly id: string;
  readonly name?: string;
  readonly folder: string;
}

export interface ReadTemplates {
  readonly templates: readonly TemplateSummary[];
  /** What cannot be read, in whole sentences. */
  readonly problems: readonly string[];
}

/** The templates of a folder: each folder in it, or the folder itself, that has a `template.json`. Never rejects. */
export async function readTemplates(origin: TemplateOrigin): Promise<ReadTemplates> {
  const templates: TemplateSummary[] = [];
  const problems: string[] = [];
  let names: readonly string[];
  try {
    const entries = await readdir(origin.folder, { withFileTypes: true });
    const folders = entries.filter((one) => one.isDirectory() && !one.name.startsWith('.')).map(({ name }) => name);
    names = (entries.some(({ name }) => name === MANIFEST) ? ['.'] : folders.toSorted()).slice(0, MAX_TEMPLATES);
  } catch (thrown) {
    return { templates, problems: [`The folder cannot be read: ${(thrown as Error).message}`] };
  }
  for (const name of names) {
    try {
      const manifest = await readManifest(path.join(origin.folder, name));
      if (manifest) templates.push(summary(origin, name, manifest));
    } catch (thrown) {
      problems.push(`${name}: ${(thrown as Error).message}`);
    }
  }
  return { templates, problems };
}

/** One template with its files; undefined where there is none. Rejects where it cannot be read whole. */
export async function readTemplate(origin: TemplateOrigin, name: string): Promise<TemplateDetail | undefined> {
  if (name !== '.' && (name.includes('/') || name.includes('\\') || name.startsWith('.'))) return undefined;
  const folder = path.join(origin.folder, name);
  const manifest = await readManifest(folder);
  if (!manifest) return undefined;
  const files: TemplateFile[] = [];
  await gather(folder, '', files, { bytes: 0 });
  const compose = files.find(({ path: file }) => COMPOSE.includes(file));
  if (!compose) throw new Error('It has no compose.yaml.');
  const others = files.filter((file) => file !== compose && file.path !== MANIFEST);
  return { ...summary(origin, name, manifest), files: [compose, ...others] };
}

const summary = ({ id, name: from }: TemplateOrigin, name: string, manifest: TemplateManifest): TemplateSummary => ({
  ...manifest,
  id: `${id}/${name}`,
  ...(from !== undefined && { from }),
});

async function readManifest(folder: string): Promise<TemplateManifest | undefined> {
  const text = await readFile(path.join(folder, MANIFEST), 'utf8').catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR') return undefined;
    throw thrown;
  });
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`${MANIFEST} is no JSON.`);
  }
  const read = TemplateManifest.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`${MANIFEST} is not valid (${issue?.path.join('.')}: ${issue?.message}).`);
}

/** Links are left out: they could lead to anything of the person's. */
async function gather(folder: string, prefix: string, files: TemplateFile[], sum: { bytes: number }): Promise<void> {
  for (const entry of (await readdir(folder, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.name === '.git' || (prefix === '' && entry.name === '.env')) continue;
    if (entry.isDirectory()) await gather(file, `${prefix}${entry.name}/`, files, sum);
    if (!entry.isFile()) continue;
    const { mode, size } = await lstat(file);
    sum.bytes += size;
    if (files.length >= MAX_FILES || sum.bytes > MAX_BYTES) throw new Error('It has more than 200 files or 2 MB.');
    const bytes = await readFile(file);
    const text = bytes.toString('utf8');
    if (!Buffer.from(text).equals(bytes)) throw new Error(`${prefix}${entry.name} is no text.`);
    // A packed app and a checkout on Windows have no such right: a script says itself that it is one.
    const isExecutable = (mode & 0o100) !== 0 || text.startsWith('#!');
    files.push({ path: prefix + entry.name, text, isExecutable });
  }
}
