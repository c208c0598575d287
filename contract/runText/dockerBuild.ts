import { BuildSettings } from '../model/build.ts';
import { BUILD_SHORT, BUILD_FLAGS, type BuildFlags, buildFlagOf } from './buildFlags.ts';
import { readSource } from './buildSource.ts';
import type { Notes } from './notes.ts';
import { type Grammar, readFlags } from './readFlags.ts';
import type { ShellWord } from './shellWords.ts';

const BUILD: Grammar<BuildFlags> = {
  program: 'docker build',
  flagOf: buildFlagOf,
  names: Object.keys(BUILD_FLAGS),
  short: BUILD_SHORT,
};

/** The words after `docker build`, as the CLI reads them: flags may stand on both sides of the context. */
export function readDockerBuild(
  words: readonly ShellWord[],
  input: string | undefined,
  notes: Notes,
): BuildSettings | undefined {
  const { source: _source, dockerfile: _dockerfile, ...empty } = BuildSettings.parse({ source: { type: 'none' } });
  const flags: BuildFlags = { ...empty, outputs: [] };
  const contexts: ShellWord[] = [];
  let rest = words;
  for (;;) {
    rest = readFlags(BUILD, flags, rest, notes);
    const [context, ...more] = rest;
    if (!context) break;
    contexts.push(context);
    rest = more;
  }
  const [context, ...others] = contexts;
  const place = context ?? words.at(-1) ?? { start: 0, end: 0 };
  if (!context) notes.add('error', place, 'No folder is named to build from, such as “.” at the end.');
  for (const other of others)
    notes.add('error', other, `“${other.text}”: one folder or address is built from, not several.`);
  const { outputs, file, ...settings } = flags;
  const [output, ...unused] = outputs;
  if (unused.length > 0)
    notes.add('error', place, 'The form has one place for the result: the other outputs are not taken over.');
  const from = readSource(context, file, input, notes);
  return { ...settings, ...from, output: output ?? settings.output };
}
