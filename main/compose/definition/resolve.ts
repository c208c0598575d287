import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { oldSyntaxIn } from '../../../contract/compose/oldSyntax.ts';
import { composeArgs } from '../../../contract/commands/stackCommands.ts';
import { AppFailure, toAppError } from '../../../contract/errors.ts';
import type { OldSyntax, StackDetail, StackFiles, StackRef } from '../../../contract/model/stack.ts';
import { envFor, findPlugin } from '../../builds/buildx/findBuildx.ts';
import { runProgram } from '../../buildx/runProgram.ts';
import { profilesOf } from '../folders/inFolder.ts';
import { readComposeLog, servicesIn } from './parseConfig.ts';

export type Resolved = Pick<StackDetail, 'services' | 'profiles' | 'config' | 'problem' | 'warnings' | 'oldSyntax'>;

interface ResolveDeps {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cliArgs: (context: string) => readonly string[];
  /** The one that came with the app's own engine. */
  readonly ownCompose: () => string | undefined;
}

/** One answer per stack is kept, until one of its files is written. */
const MOST_KEPT = 50;
/** Files that bring others with them say nothing when those change: what they gave is good for this long. */
const WITH_OTHERS_MS = 2000;
const BRINGS_OTHERS = /^\s*(include|extends|env_file|label_file)\s*:/m;
const MAX_BYTES = 4 * 1024 * 1024;

interface Kept {
  readonly key: string;
  readonly until: number;
  readonly resolved: Resolved;
}

export type ResolveDefinition = (ref: StackRef, files: StackFiles, signal?: AbortSignal) => Promise<Resolved>;

/**
 * What `docker compose config` makes of the files of a stack, all profiles included. A definition that is broken is
 * no failure: it is told as `problem`. Rejects with `cancelled`.
 */
export function createResolve(deps: ResolveDeps): ResolveDefinition {
  const kept = new Map<string, Kept>();
  return async (ref, files, signal) => {
    const texts = await readTexts(files.configFiles);
    const stamp = await stampOf(files);
    const id = `${ref.context} ${ref.project}`;
    const key = JSON.stringify([files, stamp]);
    const before = kept.get(id);
    if (before?.key === key && before.until > Date.now()) return before.resolved;
    const resolved = { ...(await resolve(deps, ref, files, signal)), oldSyntax: oldSyntaxOf(texts) };
    const bringsOthers = [...texts.values()].some((text) => BRINGS_OTHERS.test(text));
    kept.delete(id);
    kept.set(id, { key, until: bringsOthers ? Date.now() + WITH_OTHERS_MS : Infinity, resolved });
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return resolved;
  };
}

type WithoutSyntax = Omit<Resolved, 'oldSyntax'>;

async function resolve(
  { env, cliArgs, ownCompose }: ResolveDeps,
  { context, project }: StackRef,
  files: StackFiles,
  signal?: AbortSignal,
): Promise<WithoutSyntax> {
  const nothing = { profiles: [], warnings: [] };
  const program = await findPlugin(env, 'docker-compose', ownCompose());
  if (program === undefined) return { ...nothing, problem: noCompose };
  const args = [...composeArgs(project, { ...files, profiles: ['*'] }), 'config', '--format', 'json'];
  let ended;
  try {
    ended = await runProgram(program, args, { signal, env: { ...envFor(env, cliArgs(context)), NO_COLOR: '1' } });
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    return { ...nothing, problem: toAppError(thrown) };
  }
  const { warnings, rest } = readComposeLog(ended.stderr);
  if (ended.code !== 0) return { ...nothing, warnings, problem: brokenDefinition(rest) };
  try {
    const config: unknown = JSON.parse(ended.stdout);
    const on = files.profiles.length > 0 ? files.profiles : await profilesOfEnv(files, env);
    const services = servicesIn(config, on);
    const profiles = [...new Set(services.flatMap((service) => service.profiles))].toSorted();
    return { services, profiles, config, warnings };
  } catch (thrown) {
    return { ...nothing, warnings, problem: toAppError(thrown) };
  }
}

/** Those that Compose switches on by itself. */
async function profilesOfEnv(files: StackFiles, env: ResolveDeps['env']): Promise<readonly string[]> {
  const said = { ...env };
  for (const file of files.envFiles.length > 0 ? files.envFiles : [path.join(files.workingDir, '.env')]) {
    Object.assign(said, parseEnv(await readFile(file, 'utf8').catch(() => '')));
  }
  return profilesOf(said);
}

async function readTexts(configFiles: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const file of configFiles) {
    const { size } = await stat(file).catch(() => ({ size: Infinity }));
    if (size <= MAX_BYTES) texts.set(file, await readFile(file, 'utf8').catch(() => ''));
  }
  return texts;
}

const stampOf = ({ workingDir, configFiles, envFiles }: StackFiles) =>
  Promise.all(
    [...configFiles, ...envFiles, path.join(workingDir, '.env')].map((file) =>
      stat(file).then(
        ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
        () => '',
      ),
    ),
  );

const oldSyntaxOf = (texts: ReadonlyMap<string, string>): readonly OldSyntax[] =>
  [...texts].flatMap(([file, text]) => oldSyntaxIn(text).map((old) => ({ ...old, file })));

const brokenDefinition = (said: string) => {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  return {
    code: 'invalid-input',
    path: [],
    message: `Compose cannot read the definition: ${lines.at(-1) ?? 'it does not say why.'}`,
    hint: 'Mend the file; the stack is read again as soon as it is saved.',
    engineText: said,
  } as const;
};

const noCompose = new AppFailure({
  code: 'unsupported',
  message: 'There is no Docker Compose on this computer, and definitions of stacks are read with it.',
  hint: 'Install Gantry’s engine, which brings it, or the package docker-compose-plugin (docker-compose on Debian).',
}).error;
