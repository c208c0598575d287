import type { Rule } from './rule.ts';
import { ofKind } from './source.ts';

export const maintainer: Rule = {
  id: 'maintainer',
  check: (source) =>
    ofKind(source, 'MAINTAINER').map((instruction) => {
      const author = (instruction.getArgumentsContent() ?? '').replace(/^(["'])(.*)\1$/, '$2');
      return {
        severity: 'warning' as const,
        range: instruction.getRange(),
        message: 'MAINTAINER is deprecated.',
        why: 'A label says the same, and tools find it: org.opencontainers.image.authors.',
        ...(author !== '' && {
          fix: {
            label: 'Use a label',
            edits: [
              {
                range: instruction.getRange(),
                text: `LABEL org.opencontainers.image.authors="${author.replaceAll(/(["\\$])/g, '\\$1')}"`,
              },
            ],
          },
        }),
      };
    }),
};
