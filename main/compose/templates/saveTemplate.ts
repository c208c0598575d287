import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { AppFailure } from '../../../contract/errors.ts';
import { isSecretValue } from '../../../contract/model/secretName.ts';
import type { StackFiles } from '../../../contract/model/stack.ts';
import type { TemplateManifestInput, TemplateParameter } from '../../../contract/model/template.ts';
import type { NewFile } from '../create/writeStack.ts';

const MAX_FILES = 200;
const MAX_BYTES = 2 * 1024 * 1024;
const SKIPPED = new Set(['node_modules', 'vendor', '__pycache__', '.git', '.venv', 'dist', 'target']);
const COMPOSE = /^(docker-)?compose\.ya?ml$/;
/** Files that are there to hold what nobody else should read. */
const PRIVATE =
  /(^|[./_-])(secret|secrets|password|credentials|id_rsa|id_ed25519)([./_-]|$)|\.(pem|key|p12|pfx)$|^\.env/i;

export interface TemplateOfStack {
  readonly files: readonly NewFile[];
  /** What of the folder is not in it, and why. */
  readonly left: readonly string[];
}

/** The folder of a stack as a template: what is in its `.env` becomes what is asked for, and secrets have no value. */
export async function templateOfStack(stack: StackFiles, about: TemplateManifestInput): Promise<TemplateOfStack> {
  const [main, ...more] = stack.configFiles;
  if (main === undefined || more.length > 0) {
    throw new AppFailure({
      code: 'unsupported',
      message: 'A template has one Compose file, and this stack has several.',
      hint: 'Put them together: “docker compose config” writes them as one.',
    });
  }
  const files: NewFile[] = [];
  const left: string[] = [];
  await gather(stack.workingDir, '', files, left, { bytes: 0, main });
  files.unshift({ path: 'compose.yaml', text: await readFile(main, 'utf8') });
  const env = await readFile(stack.envFiles[0] ?? path.join(stack.workingDir, '.env'), 'utf8').catch(() => '');
  const manifest: TemplateManifestInput = { ...about, parameters: parametersOf(env, left) };
  files.push({ path: 'template.json', text: `${JSON.stringify(manifest, undefined, 2)}\n` });
  return { files, left };
}

function parametersOf(env: string, left: string[]): TemplateParameter[] {
  // Node gives them sorted; they are asked for as they are written.
  const place = (name: string) => new RegExp(String.raw`^\s*(export\s+)?${name}\s*=`, 'm').exec(env)?.index ?? 0;
  const lines = Object.entries(parseEnv(env) as Record<string, string>).toSorted(([a], [b]) => place(a) - place(b));
  return lines.flatMap(([name, value]): TemplateParameter[] => {
    if (!/^[A-Z_][A-Z0-9_]*$/.test(name)) {
      left.push(`${name} of .env: a parameter has capital letters.`);
      return [];
    }
    const label = name.charAt(0) + name.slice(1).toLowerCase().replaceAll('_', ' ');
    if (isSecretValue(name, value || 'x')) return [{ name, label, type: 'secret' }];
    const isPort = /PORT/.test(name) && /^\d{1,5}$/.test(value);
    return [{ name, label, type: isPort ? 'port' : 'text', default: value }];
  });
}

async function gather(
  folder: string,
  prefix: string,
  files: NewFile[],
  left: string[],
  sum: { bytes: number; readonly main: string },
): Promise<void> {
  for (const entry of (await readdir(folder, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = prefix + entry.name;
    const file = path.join(folder, entry.name);
    if (file === sum.main || (prefix === '' && (entry.name === '.env' || entry.name === 'template.json'))) continue;
    if (prefix === '' && COMPOSE.test(entry.name)) left.push(`${name}: the stack does not use it.`);
    else if (SKIPPED.has(entry.name)) left.push(`${name}: it is made anew by programs.`);
    else if (PRIVATE.test(entry.name)) left.push(`${name}: by its name it holds secrets.`);
    else if (entry.isDirectory()) await gather(file, `${name}/`, files, left, sum);
    else if (!entry.isFile()) left.push(`${name}: it is no plain file.`);
    else {
      const { size, mode } = await lstat(file);
      const bytes = size > MAX_BYTES ? undefined : await readFile(file);
      const text = bytes?.toString('utf8');
      if (text === undefined || !bytes || !Buffer.from(text).equals(bytes))
        left.push(`${name}: it is no text, or too large.`);
      else {
        sum.bytes += size;
        if (files.length >= MAX_FILES || sum.bytes > MAX_BYTES) throw tooMuch();
        files.push({ path: name, text, ...((mode & 0o100) !== 0 && { mode: 0o755 }) });
      }
    }
  }
}

const tooMuch = () =>
  new AppFailure({
    code: 'unsupported',
    message: 'The folder of this stack has more than 200 files or 2 MB of texts.',
    hint: 'A template is a Compose file and what it needs: put that into a folder of its own first.',
  });
