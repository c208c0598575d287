import type { Rule, Source, Stage } from './rule.ts';
import { keyword, wholeLines } from './source.ts';
import { t } from '../texts/index.ts';

const KINDS = ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'] as const;

const inStage = (source: Source, { instructions }: Stage) =>
  KINDS.flatMap((kind) => {
    const all = instructions.filter((instruction) => keyword(instruction) === kind);
    return all.slice(0, -1).map((instruction) => ({
      severity: 'warning' as const,
      range: instruction.getRange(),
      message: t('This {{kind}} has no effect: only the last one of a stage works, in line {{line}}.', {
        kind,
        line: (all.at(-1)?.getRange().start.line ?? 0) + 1,
      }),
      why: t('An image has one {{kind}}. Remove this one, or join them into a script.', { kind }),
      fix: {
        label: t('Remove this {{kind}}', { kind }),
        edits: [{ range: wholeLines(source, instruction.getRange()), text: '' }],
      },
    }));
  });

export const onlyLast: Rule = {
  id: 'only-last-works',
  check: (source) => source.stages.flatMap((stage) => inStage(source, stage)),
};
