import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { CONFIG_WORDS, withAllProfiles } from '../../../contract/compose/resolved.ts';
import { oldSyntaxIn } from '../../../contract/compose/oldSyntax.ts';
import { toAppError } from '../../../contract/errors.ts';
import type { OldSyntax, StackDetail, StackFiles, StackRef } from '../../../contract/model/stack.ts';
import type { Compose } from '../cli/createCompose.ts';
import { servicesIn } from './parseConfig.ts';
import { profilesOn } from './profilesOn.ts';

export type Resolved = Pick<StackDetail, 'services' | 'profiles' | 'config' | 'problem' | 'warnings' | 'oldSyntax'>;

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
export function createResolve(compose: Pick<Compose, 'ask'>): ResolveDefinition {
  const kept = new Map<string, Kept>();
  return async (ref, files, signal) => {
    const texts = await readTexts(files.configFiles);
    const stamp = await stampOf(files);
    const id = `${ref.context} ${ref.project}`;
    const key = JSON.stringify([files, stamp]);
    const before = kept.get(id);
    if (before?.key === key && before.until > Date.now()) return before.resolved;
    const resolved = { ...(await resolve(compose, ref, files, signal)), oldSyntax: oldSyntaxOf(texts) };
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
  compose: Pick<Compose, 'ask'>,
  { context, project }: StackRef,
  files: StackFiles,
  signal?: AbortSignal,
): Promise<WithoutSyntax> {
  try {
    const { text, warnings } = await compose.ask(
      { context, project, files: withAllProfiles(files) },
      CONFIG_WORDS,
      signal,
    );
    const config: unknown = JSON.parse(text);
    const services = servicesIn(config, await profilesOn(files));
    const profiles = [...new Set(services.flatMap((service) => service.profiles))].toSorted();
    return { services, profiles, config, warnings: [...new Set(warnings)] };
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    return { profiles: [], warnings: [], problem: toAppError(thrown) };
  }
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
