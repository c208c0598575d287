import type { PropertyInstruction } from 'dockerfile-ast';
import type { Rule } from './rule.ts';
import { argumentsRange, keyword, ofKind } from './source.ts';
import { t } from '../texts/index.ts';

const PLAIN = /^[\w./:@%+,$~{}-]+$/;

/** `ENV key the rest of the line`, from before there could be several. */
export const legacyPairs: Rule = {
  id: 'pair-without-equals',
  check: (source) =>
    ofKind(source, 'ENV', 'LABEL').flatMap((instruction) => {
      const [property, ...others] = (instruction as PropertyInstruction).getProperties();
      if (!property || others.length > 0 || property.getAssignmentOperator() !== null) return [];
      const raw = property.getValue();
      if (raw === null) return [];
      const name = property.getName();
      const isMultiline = argumentsRange(instruction).start.line !== argumentsRange(instruction).end.line;
      const value =
        PLAIN.test(raw) || /^"[^"]*"$|^'[^']*'$/.test(raw) ? raw : `"${raw.replaceAll(/(["\\])/g, '\\$1')}"`;
      return [
        {
          severity: 'warning' as const,
          range: instruction.getRange(),
          message: t('Write {{instruction}} {{name}}=… with an equals sign.', {
            instruction: keyword(instruction),
            name,
          }),
          why: t(
            'The form with a space is a legacy: it takes the whole rest of the line as one value, so a second pair on the line is lost in the first.',
          ),
          ...(!isMultiline && {
            fix: {
              label: t('Write it with ='),
              edits: [{ range: argumentsRange(instruction), text: `${name}=${value}` }],
            },
          }),
        },
      ];
    }),
};
