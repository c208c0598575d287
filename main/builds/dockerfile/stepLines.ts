import { type Instruction, readInstructions } from './instructions.ts';
import { stagesAt } from './stages.ts';

/** Instructions that BuildKit counts as steps, besides a `FROM` of an image. */
const COUNTED = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

export interface StepPlace {
  readonly stage?: string | undefined;
  /** `2` of `[build 2/5]`. */
  readonly index: number;
  readonly total: number;
}

/** Which line of a Dockerfile a step of the build is; undefined where the two do not fit, as with `ONBUILD`. */
export function stepLines(text: string): (place: StepPlace) => number | undefined {
  const stages = stagesAt(readInstructions(text)).map(({ names, isFromStage, instructions }) => ({
    names,
    lines: instructions.filter((one, at) => (at === 0 ? !isFromStage : COUNTED.has(one.keyword))).map(startOf),
  }));
  return ({ stage, index, total }) => {
    const found = stage === undefined ? stages.at(-1) : stages.find(({ names }) => names.includes(stage.toLowerCase()));
    return found?.lines.length === total ? found.lines[index - 1] : undefined;
  };
}

const startOf = ({ startLine }: Instruction) => startLine;
