import type { Rule } from './rule.ts';
import { argumentsRange, ofKind, textIn } from './source.ts';
import { t } from '../texts/index.ts';

export const exposeBrackets: Rule = {
  id: 'expose-brackets',
  check: (source) =>
    ofKind(source, 'EXPOSE').flatMap((instruction) => {
      const range = argumentsRange(instruction);
      const text = textIn(source, range);
      if (!/[[\],]/.test(text)) return [];
      const ports = text.split(/[[\],"'\s]+/).filter((port) => port !== '');
      const isReadable = ports.length > 0 && ports.every((port) => /^[\d\w${}-]+(\/(tcp|udp|sctp))?$/i.test(port));
      return [
        {
          severity: 'error' as const,
          range,
          message: t('EXPOSE takes ports with spaces between them, not a list in brackets.'),
          why: t('The build ends here. (EXPOSE only says what the program listens on; -p publishes it.)'),
          ...(isReadable && {
            fix: { label: t('Write the ports with spaces'), edits: [{ range, text: ports.join(' ') }] },
          }),
        },
      ];
    }),
};
