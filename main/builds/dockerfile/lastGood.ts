import { isSecretName } from '../../../contract/model/secretName.ts';
import { readInstructions, words } from './instructions.ts';
import { stagesAt } from './stages.ts';

/**
 * A Dockerfile that ends right before the instruction at `line`: what it builds is the state in which that one failed.
 * Arguments that the instruction could see become environment, by BuildKit itself. Undefined where there is nothing
 * before it in its stage, or where the line begins no instruction.
 */
export function lastGoodState(text: string, line: number): string | undefined {
  const instructions = readInstructions(text);
  const failed = instructions.find(({ startLine, endLine }) => startLine <= line && line <= endLine);
  if (!failed || failed.keyword === 'FROM' || failed.keyword === 'ARG') return undefined;
  const stage = stagesAt(instructions).find(({ instructions: own }) => own.includes(failed));
  if (!stage) return undefined;
  const seen = stage.instructions
    .filter(({ keyword, startLine }) => keyword === 'ARG' && startLine < failed.startLine)
    .flatMap(({ rest }) => words(rest).map((word) => word.split('=', 1)[0] ?? ''))
    .filter((name) => /^\w+$/.test(name) && !isSecretName(name));
  const before = text.split(/\n/).slice(0, failed.startLine - 1);
  return [...before, ...[...new Set(seen)].map((name) => `ENV ${name}="$${name}"`), ''].join('\n');
}
