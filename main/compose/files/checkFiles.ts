import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';
import { fileWords } from '../../../contract/commands/composeCommands.ts';
import type { ComposeCheck } from '../../../contract/model/composeFile.ts';
import type { StackFiles } from '../../../contract/model/stack.ts';
import type { Compose } from '../cli/createCompose.ts';
import { absolutePath } from './fileName.ts';
import { readFindings } from './readFindings.ts';

/** Aliases of aliases can keep Compose busy for minutes. */
const MAX_MS = 10_000;

interface Check {
  readonly context: string;
  readonly stack: StackFiles;
  readonly overrides: readonly { readonly path: string; readonly text: string }[];
}

/**
 * `docker compose config` of the files, some of them as they are in the editor. One such text is given on standard
 * input; where there are more, the others are in a folder of their own that only we may read, for as long as it runs.
 * With `--project-directory` relative paths mean the same as in the files themselves.
 */
export async function checkFiles(
  compose: Pick<Compose, 'run'>,
  check: Check,
  signal: AbortSignal,
): Promise<ComposeCheck> {
  const startedAt = performance.now();
  const { context, stack } = check;
  const files = stack.configFiles.map((file) => absolutePath(file));
  const texts = new Map(check.overrides.map(({ path: file, text }) => [absolutePath(file), text]));
  const notes = [...texts.keys()]
    .filter((file) => !files.includes(file))
    .map((file) => `${file} was read as it is on the disk: what is not saved in it was left out.`);
  const given = await giveTexts(files, texts);
  // Not AbortSignal.any with a timeout: Node 20 may collect it as garbage before its time has come.
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), MAX_MS);
  const cancel = () => limit.abort();
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const words = fileWords({ ...stack, configFiles: given.files });
    const ended = await compose.run(context, [...words, 'config', '--format', 'json'], {
      signal: limit.signal,
      ...(given.input !== undefined && { input: given.input }),
    });
    const config = ended.code === 0 ? parse(ended.stdout) : undefined;
    const findings = readFindings(ended.stderr, ended.code !== 0, (name) => given.nameOf(name));
    return { findings, ...(config && { config }), notes, durationMs: Math.round(performance.now() - startedAt) };
  } catch (thrown) {
    if (signal.aborted || !limit.signal.aborted) throw thrown;
    throw new AppFailure({
      code: 'unexpected',
      message: `docker compose config did not come to an end in ${MAX_MS / 1000} seconds, and was stopped.`,
      detail: 'Stopped by the time limit.',
      hint: 'Aliases that are made of many other aliases are the usual reason.',
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    await given.remove();
  }
}

async function giveTexts(files: readonly string[], texts: ReadonlyMap<string, string>) {
  const overridden = files.filter((file) => texts.has(file));
  const [onInput, ...others] = overridden;
  const dir = others.length > 0 ? await mkdtemp(path.join(tmpdir(), 'gantry-compose-')) : undefined;
  const stands = new Map<string, string>(onInput === undefined ? [] : [[onInput, '-']]);
  for (const [index, file] of others.entries()) {
    const draft = path.join(dir ?? '', `${index}-${path.basename(file)}`);
    await writeFile(draft, texts.get(file) ?? '', { mode: 0o600 });
    stands.set(file, draft);
  }
  return {
    files: files.map((file) => stands.get(file) ?? file),
    input: onInput === undefined ? undefined : texts.get(onInput),
    nameOf: (said: string) => [...stands].find(([, stand]) => stand === said)?.[0] ?? said,
    remove: async () => {
      if (dir !== undefined) await rm(dir, { recursive: true, force: true });
    },
  };
}

function parse(stdout: string): ComposeCheck['config'] {
  try {
    return JSON.parse(stdout) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
