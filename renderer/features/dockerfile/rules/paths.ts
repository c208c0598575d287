import { JSONInstruction, type Workdir } from 'dockerfile-ast';
import type { Rule } from './rule.ts';
import { argumentsRange, at, keyword, ofKind } from './source.ts';
import { t } from '../texts/index.ts';

const isAbsolute = (path: string) => /^(\/|\$|[A-Za-z]:|\\|["'])/.test(path);

export const relativeWorkdir: Rule = {
  id: 'workdir-relative',
  check: (source) =>
    source.stages.flatMap(({ instructions }) => {
      const workdirs = instructions.filter((one) => keyword(one) === 'WORKDIR') as Workdir[];
      const firstAbsolute = workdirs.findIndex((one) => isAbsolute(one.getPath() ?? ''));
      const early = firstAbsolute < 0 ? workdirs : workdirs.slice(0, firstAbsolute);
      return early
        .filter((one) => (one.getPath() ?? '') !== '')
        .map((one) => ({
          severity: 'warning' as const,
          range: argumentsRange(one),
          message: t('{{path}} is below whatever folder the base image works in.', { path: one.getPath() ?? '' }),
          why: t('It changes with the base image. Begin the path with “/”.'),
          fix: {
            label: t('Begin it with “/”'),
            edits: [{ range: at(argumentsRange(one)), text: '/' }],
          },
        }));
    }),
};

export const relativeVolume: Rule = {
  id: 'volume-relative',
  check: (source) =>
    (ofKind(source, 'VOLUME') as JSONInstruction[]).flatMap((instruction) => {
      const paths =
        instruction.getOpeningBracket() === null
          ? instruction.getArguments().map((one) => ({ path: one.getValue(), range: one.getRange(), inset: 0 }))
          : instruction
              .getJSONStrings()
              .map((one) => ({ path: one.getJSONValue(), range: one.getJSONRange(), inset: 0 }));
      return paths
        .filter(({ path }) => path !== '' && !isAbsolute(path) && !path.startsWith('['))
        .map(({ path, range }) => ({
          severity: 'warning' as const,
          range,
          message: t('The volume {{path}} is not a whole path: containers of the image may not start.', { path }),
          why: t(
            'A volume is mounted at a path from the root of the container. (It names no folder of the host; “docker run -v” does.)',
          ),
          fix: { label: t('Begin it with “/”'), edits: [{ range: at(range), text: '/' }] },
        }));
    }),
};
