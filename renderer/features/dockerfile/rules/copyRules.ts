import { type Add, type Copy, JSONInstruction } from 'dockerfile-ast';
import type { Finding, Rule, Source } from './rule.ts';
import { after, keyword, ofKind } from './source.ts';
import { execForm, flagsOf, hasHeredoc } from './shellText.ts';
import { t } from '../texts/index.ts';

const ARCHIVE = /\.(tar|tgz|tar\.\w+|tbz2?|txz|tzst|gz|bz2|xz|zst)$/i;
const REMOTE = /^(https?:\/\/|git@|git:\/\/|ssh:\/\/|ftp:\/\/)|\.git(#|$)/;

type CopyLike = Copy | Add;

/** Sources and destination, whichever form it is in. */
function pathsOf(source: Source, instruction: CopyLike): string[] {
  return execForm(source, instruction) ?? instruction.getArguments().map((argument) => argument.getValue());
}

/** Several files cannot become one. */
export const manySources: Rule = {
  id: 'many-sources-without-slash',
  check: (source) =>
    (ofKind(source, 'COPY', 'ADD') as CopyLike[]).flatMap((instruction) => {
      const paths = pathsOf(source, instruction);
      const destination = paths.at(-1) ?? '';
      if (paths.length < 3 || hasHeredoc(instruction) || /\$|[/\\]$|^\.{1,2}$|\/\.{1,2}$/.test(destination)) return [];
      const isJson = instruction instanceof JSONInstruction && instruction.getOpeningBracket() !== null;
      const last = isJson
        ? instruction.getJSONStrings().at(-1)?.getJSONRange()
        : instruction.getArguments().at(-1)?.getRange();
      if (!last) return [];
      const finding: Omit<Finding, 'ruleId'> = {
        severity: 'error',
        range: last,
        message: t('{{instruction}} has {{paths}} sources: the destination must be a folder, and end with “/”.', {
          instruction: keyword(instruction),
          paths: paths.length - 1,
        }),
        why: t('The build ends here otherwise, since several files cannot become one.'),
        fix: { label: t('Add the slash'), edits: [{ range: after(last), text: '/' }] },
      };
      return [finding];
    }),
};

/** ADD also fetches and unpacks; where it does neither, COPY says what is meant. */
export const preferCopy: Rule = {
  id: 'add-where-copy-does',
  check: (source) =>
    (ofKind(source, 'ADD') as Add[]).flatMap((instruction) => {
      const sources = pathsOf(source, instruction).slice(0, -1);
      const flags = flagsOf(instruction).map(({ name }) => name);
      if (sources.length === 0 || flags.some((flag) => !['chown', 'chmod', 'link', 'exclude'].includes(flag)))
        return [];
      if (
        sources.some((path) => REMOTE.test(path) || ARCHIVE.test(path) || path.includes('$') || path.startsWith('<<'))
      )
        return [];
      return [
        {
          severity: 'info' as const,
          range: instruction.getInstructionRange(),
          message: t('COPY does the same, and nothing else.'),
          why: t('ADD also downloads addresses and unpacks archives, which surprises when a file changes its kind.'),
          fix: { label: t('Use COPY'), edits: [{ range: instruction.getInstructionRange(), text: 'COPY' }] },
        },
      ];
    }),
};

const INSTALL =
  /\b(npm (ci|install|i)|yarn( install)?|pnpm (i|install)|pip3? install .*-r|poetry install|bundle install|composer install|go mod download|cargo (build|fetch)|mvn .*(dependency|go-offline))\b/;

/** The whole source before the dependencies: each change of a file installs all of them anew. */
export const sourceBeforeDependencies: Rule = {
  id: 'source-before-dependencies',
  check: (source) =>
    source.stages.flatMap(({ instructions }) => {
      const at = instructions.findIndex(
        (one) =>
          keyword(one) === 'COPY' &&
          !(one as Copy).getFromFlag() &&
          /^\.\/?$/.test(pathsOf(source, one as Copy)[0] ?? ''),
      );
      const copy = instructions[at];
      const install = instructions
        .slice(at + 1)
        .find((one) => keyword(one) === 'RUN' && INSTALL.test(one.getArgumentsContent() ?? ''));
      const hasMount =
        install && flagsOf(install).some(({ name, value }) => name === 'mount' && value.includes('type=cache'));
      if (at < 0 || !copy || !install || hasMount) return [];
      return [
        {
          severity: 'info' as const,
          range: copy.getRange(),
          message: t('Each change of any file makes line {{line}} install everything again.', {
            line: install.getRange().start.line + 1,
          }),
          why: t(
            'A step is cached until something before it changes. Copy the files that name the dependencies first, install, then copy the rest; or give the install a cache with RUN --mount=type=cache.',
          ),
        },
      ];
    }),
};

/** All of the folder is sent to the engine, and copied into the image, .git and all. */
export const missingIgnoreFile: Rule = {
  id: 'no-dockerignore',
  check: (source) => {
    if (source.folder?.hasIgnoreFile !== false) return [];
    const whole = (ofKind(source, 'COPY', 'ADD') as CopyLike[]).find((instruction) => {
      const isFromStage = flagsOf(instruction).some(({ name }) => name === 'from');
      return !isFromStage && /^(\.\/?|\*|\/)$/.test(pathsOf(source, instruction)[0] ?? '');
    });
    if (!whole) return [];
    return [
      {
        severity: 'info' as const,
        range: whole.getRange(),
        message: t(
          'There is no .dockerignore: the whole folder is sent and copied, with .git, secrets and what was installed here.',
        ),
        why: t(
          'A file .dockerignore beside the Dockerfile names what is left out. “Create .dockerignore” proposes one.',
        ),
      },
    ];
  },
};
