import { DockerfileParser, type Instruction } from 'dockerfile-ast';
import type { Range } from 'vscode-languageserver-types';
import type { FolderFacts, Source, Stage } from './rule.ts';

/** A text taken apart, once for all rules. */
export function readSource(text: string, folder?: FolderFacts): Source {
  const dockerfile = DockerfileParser.parse(text);
  return { text, lines: text.split('\n'), dockerfile, stages: stagesOf(dockerfile.getInstructions()), folder };
}

function stagesOf(instructions: readonly Instruction[]): Stage[] {
  const starts = instructions.flatMap((instruction, index) => (keyword(instruction) === 'FROM' ? [index] : []));
  return starts.map((start, index) => ({
    instructions: instructions.slice(start, starts[index + 1]),
    isLast: index === starts.length - 1,
  }));
}

export const keyword = (instruction: Instruction): string => instruction.getKeyword();

export const ofKind = (source: Source, ...kinds: readonly string[]): Instruction[] =>
  source.dockerfile.getInstructions().filter((instruction) => kinds.includes(keyword(instruction)));

/** The text in a range, as it stands. */
export function textIn({ lines }: Pick<Source, 'lines'>, { start, end }: Range): string {
  if (start.line === end.line) return (lines[start.line] ?? '').slice(start.character, end.character);
  return [
    (lines[start.line] ?? '').slice(start.character),
    ...lines.slice(start.line + 1, end.line),
    (lines[end.line] ?? '').slice(0, end.character),
  ].join('\n');
}

/** Of the arguments, as one range; that of the keyword where there are none. */
export const argumentsRange = (instruction: Instruction): Range =>
  instruction.getArgumentsRange() ?? instruction.getInstructionRange();

/** All its lines, with the line break after them. */
export function wholeLines({ lines }: Pick<Source, 'lines'>, { start, end }: Range): Range {
  const isLast = end.line + 1 >= lines.length;
  return {
    start: { line: start.line, character: 0 },
    end: isLast ? { line: end.line, character: (lines[end.line] ?? '').length } : { line: end.line + 1, character: 0 },
  };
}

export const at = ({ start }: Range): Range => ({ start, end: start });
export const after = ({ end }: Range): Range => ({ start: end, end });
