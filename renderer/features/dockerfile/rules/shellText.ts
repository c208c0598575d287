import { type Copy, type Instruction, JSONInstruction, ModifiableInstruction, type Run } from 'dockerfile-ast';
import { argumentsRange, keyword, textIn } from './source.ts';
import type { Source } from './rule.ts';

/** What the shell of a RUN reads: continuation lines joined, flags and comments left out, heredocs in. */
export function shellText(source: Source, instruction: Instruction): string {
  const { start } = argumentsRange(instruction);
  const text = textIn(source, { start, end: instruction.getRange().end });
  const escape = source.dockerfile.getEscapeCharacter();
  return text
    .split('\n')
    .filter((line, index) => index === 0 || !/^\s*#/.test(line))
    .map((line) => (line.trimEnd().endsWith(escape) ? `${line.trimEnd().slice(0, -1)} ` : `${line}\n`))
    .join('')
    .trim();
}

/** Its strings where it is written as a JSON array; undefined in the shell form. */
export function execForm(source: Source, instruction: Instruction): string[] | undefined {
  if (!(instruction instanceof JSONInstruction) || !instruction.getOpeningBracket()) return undefined;
  try {
    const words: unknown = JSON.parse(shellText(source, instruction));
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : undefined;
  } catch {
    return undefined;
  }
}

/** The names of its flags, and what they say: `--mount` has the name `mount`. */
export const flagsOf = (instruction: Instruction): { readonly name: string; readonly value: string }[] =>
  instruction instanceof ModifiableInstruction
    ? instruction.getFlags().map((flag) => ({ name: flag.getName(), value: flag.getValue() ?? '' }))
    : [];

export const hasHeredoc = (instruction: Instruction): boolean =>
  (keyword(instruction) === 'RUN' || keyword(instruction) === 'COPY') &&
  (instruction as Run | Copy).getHeredocs().length > 0;

/** The words of a command that means the same with and without a shell; undefined for any other. */
export function plainWords(command: string): string[] | undefined {
  if (!/^[\w./:@%+=,~^ -]+$/.test(command) || /(^|\s)(\w+=|~)/.test(command)) return undefined;
  const words = command.split(' ').filter((word) => word !== '');
  return words.length === 0 || BUILTINS.has(words[0] ?? '') ? undefined : words;
}

/** Of the shell's own: no program bears these names. */
const BUILTINS = new Set([
  'cd',
  'exec',
  'source',
  '.',
  'export',
  'set',
  'unset',
  'eval',
  'exit',
  'trap',
  'ulimit',
  'umask',
  'if',
  'for',
  'while',
  'case',
]);

export const jsonArray = (words: readonly string[]): string =>
  `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
