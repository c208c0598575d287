import { joinWords } from './words.ts';

/**
 * What the docker CLI must be told to speak to an engine: nothing when that is its current one, otherwise
 * `['--context', 'lab']` or `['--host', 'unix:///run/gantry.sock']`. It is `Context.cliArgs`.
 */
export type CliArgs = readonly string[];

type Option = string | number | boolean | undefined;

/** `--name value` for each option that has a value, `--name` for true; nothing for undefined and false. */
export function options(values: Readonly<Record<string, Option>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const flag = name.length === 1 ? `-${name}` : `--${name}`;
    if (value === undefined || value === false) return [];
    return value === true ? [flag] : [flag, String(value)];
  });
}

/**
 * What a command is about: names, files, addresses. One that begins with a dash would be read as an option (a service may
 * be called `--volumes`), so `--` goes before them then.
 */
export const operands = (words: readonly string[]): readonly string[] =>
  words.some((word) => word.startsWith('-')) ? ['--', ...words] : words;

/** A docker command as a person can paste it into a shell. */
export const dockerCommand = (cliArgs: CliArgs, words: readonly string[]): string =>
  joinWords(['docker', ...cliArgs, ...words]);
