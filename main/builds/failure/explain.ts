import { contextRules } from './contextRules.ts';
import { imageRules } from './imageRules.ts';
import type { Explanation, FailedBuild, Rule } from './rule.ts';
import { runRules } from './runRules.ts';

const RULES: readonly Rule[] = [...contextRules, ...imageRules, ...runRules];

/** The first rule that knows it; else what the exit code says, else BuildKit’s words. */
export function explain(failed: FailedBuild): Explanation {
  for (const rule of RULES) {
    const explanation = rule(failed);
    if (explanation) return explanation;
  }
  const { exitCode, instruction, message } = failed;
  if (exitCode !== undefined) {
    return {
      title: `The command of this ${instruction.split(/\s/, 1)[0] || 'step'} ended with code ${exitCode}.`,
      advice: 'What it printed last says why. A shell in the state before it lets you try the command by hand.',
    };
  }
  return { title: firstLine(message) };
}

const firstLine = (text: string) => text.split('\n', 1)[0] ?? text;
