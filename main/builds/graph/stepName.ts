export interface StepName {
  readonly instruction: string;
  readonly stage?: string;
  readonly platform?: string;
  /** `2` of `[build 2/5]`. */
  readonly index?: number;
  readonly total?: number;
}

/** `[linux/arm64 build 2/5] RUN make`, `[2/5] RUN make`, `[internal] load build context`, `exporting to image`. */
export function parseStepName(name: string): StepName {
  const [, platform, stage, index, total, instruction] =
    /^\[(?:([a-z0-9]+\/[a-z0-9/]+)(?:->[a-z0-9/]+)? )?(?:([^\s\]]+) +)?(\d+)\/(\d+)\] (.*)$/s.exec(name) ?? [];
  if (instruction === undefined) return { instruction: name.replace(/^\[internal\] /, '') };
  return {
    instruction,
    stage: stage ?? '',
    ...(platform && { platform }),
    index: Number(index),
    total: Number(total),
  };
}
