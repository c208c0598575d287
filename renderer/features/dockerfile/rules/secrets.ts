import type { Arg, PropertyInstruction, Property } from 'dockerfile-ast';
import type { Rule } from './rule.ts';
import { keyword, ofKind } from './source.ts';
import { t } from '../texts/index.ts';

const SECRET =
  /(^|_)(PASS(WORD|WD|PHRASE)?|PW|PWD|SECRET|TOKEN|CREDENTIALS?|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|AUTH)S?(_|$)/i;
/** They only say where a secret is, or how it is treated. */
const NO_SECRET =
  /(_(FILE|PATH|URL|URI|DIR|NAME|TTL|HEADER|TYPE|METHOD|LENGTH|EXPIRY|ENABLED|REQUIRED)$)|^(PWD|OLDPWD)$|PUBLIC/i;

export const secrets: Rule = {
  id: 'secret-in-image',
  check: (source) =>
    ofKind(source, 'ENV', 'ARG').flatMap((instruction) => {
      const properties: readonly (Property | null)[] =
        keyword(instruction) === 'ARG'
          ? [(instruction as Arg).getProperty()]
          : (instruction as PropertyInstruction).getProperties();
      return properties.flatMap((property) => {
        const name = property?.getName() ?? '';
        if (!property || !SECRET.test(name) || NO_SECRET.test(name)) return [];
        return [
          {
            severity: 'warning' as const,
            range: property.getRange(),
            message: t(
              '{{name}} looks like a secret, and {{instruction}} leaves it in the image for everyone to read.',
              { name, instruction: keyword(instruction) },
            ),
            why: t(
              'Give it to the one step that needs it, with RUN --mount=type=secret,id={{name}} (the build form has a field for it), or set it when the container is run.',
              { name: name.toLowerCase() },
            ),
          },
        ];
      });
    }),
};
