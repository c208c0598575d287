import type { Instruction } from './instructions.ts';
import { stagesOf } from './outline.ts';

export interface StageBody {
  /** As BuildKit may call it: its name, or `stage-2`. */
  readonly names: readonly string[];
  /** It begins with another stage, or with nothing: then its `FROM` is no step. */
  readonly isFromStage: boolean;
  /** Its `FROM` is the first. */
  readonly instructions: readonly Instruction[];
}

/** The instructions of each stage. */
export function stagesAt(instructions: readonly Instruction[]): readonly StageBody[] {
  const stages = stagesOf(instructions);
  const known = new Set(['scratch']);
  return stages.map(({ name, from, line }, index) => {
    const until = stages[index + 1]?.line ?? Number.POSITIVE_INFINITY;
    const isFromStage = known.has(from.toLowerCase());
    known.add(name);
    return {
      names: [name, `stage-${index}`],
      isFromStage,
      instructions: instructions.filter(({ startLine }) => startLine >= line && startLine < until),
    };
  });
}
