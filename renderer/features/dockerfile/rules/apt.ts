import type { Instruction } from 'dockerfile-ast';
import type { Rule, Source } from './rule.ts';
import { after, argumentsRange, keyword, ofKind, textIn } from './source.ts';
import { execForm, flagsOf, hasHeredoc, shellText } from './shellText.ts';
import { t } from '../texts/index.ts';

const UPDATE = /\bapt(-get)?\s+(-\S+\s+)*update\b/;
const INSTALL = /\bapt(-get)?\s+((-\S+|-o\s+\S+)\s+)*install\b/;
const YES = /\s(-\w*y\w*|--yes|--assume-yes|-qq)(\s|$)/;

const runs = (source: Source): Instruction[] =>
  ofKind(source, 'RUN').filter(
    (run) => execForm(source, run) === undefined && /\bapt(-get)?\b/.test(shellText(source, run)),
  );

const hasCacheMount = (run: Instruction) =>
  flagsOf(run).some(({ name, value }) => name === 'mount' && /type=cache/.test(value) && /\/apt/.test(value));

/** An edit right after the word “install” of a RUN; undefined where it stands twice. */
function afterInstall(source: Source, run: Instruction, text: string) {
  const range = argumentsRange(run);
  const raw = textIn(source, { start: range.start, end: run.getRange().end });
  const matches = [...raw.matchAll(new RegExp(INSTALL, 'g'))];
  const [match] = matches;
  if (!match || matches.length > 1) return undefined;
  const lines = raw.slice(0, match.index + match[0].length).split('\n');
  const line = range.start.line + lines.length - 1;
  const character = (lines.length === 1 ? range.start.character : 0) + (lines.at(-1) ?? '').length;
  return { range: { start: { line, character }, end: { line, character } }, text };
}

export const aptUpdate: Rule = {
  id: 'apt-update-apart',
  check: (source) =>
    runs(source).flatMap((run, index, all) => {
      const text = shellText(source, run);
      const hasUpdate = UPDATE.test(text);
      const hasInstall = INSTALL.test(text);
      if (hasUpdate === hasInstall || hasHeredoc(run)) return [];
      if (hasUpdate) {
        const next = all[index + 1];
        const isNext = next && next.getRange().start.line === run.getRange().end.line + 1;
        const isPlain = isNext && run.getRange().start.line === run.getRange().end.line && !hasHeredoc(next);
        const isJoinable =
          isPlain &&
          INSTALL.test(shellText(source, next)) &&
          !UPDATE.test(shellText(source, next)) &&
          !hasFlags(run) &&
          !hasFlags(next);
        const escape = source.dockerfile.getEscapeCharacter();
        return [
          {
            severity: 'warning' as const,
            range: run.getRange(),
            message: t('apt-get update in a step of its own: later builds take an old list from the cache.'),
            why: t(
              'The step is cached on its own, and the install after it then asks for versions that are gone (404). Put both into one RUN.',
            ),
            ...(isJoinable && {
              fix: {
                label: t('Join it with the next RUN'),
                edits: [
                  {
                    range: { start: run.getRange().end, end: argumentsRange(next).start },
                    text: ` && ${escape}\n    `,
                  },
                ],
              },
            }),
          },
        ];
      }
      if (hasCacheMount(run)) return [];
      return [
        {
          severity: 'warning' as const,
          range: run.getRange(),
          message: t('apt-get install without apt-get update in the same RUN.'),
          why: t('The lists of packages are those of another step, or none: the install fails, or takes old versions.'),
          fix: {
            label: t('Put apt-get update before it'),
            edits: [{ range: startOf(source, run), text: 'apt-get update && ' }],
          },
        },
      ];
    }),
};

const hasFlags = (run: Instruction) => flagsOf(run).length > 0;

function startOf(source: Source, run: Instruction) {
  const { start } = argumentsRange(run);
  const rest = (source.lines[start.line] ?? '').slice(start.character);
  const character = start.character + (rest.length - rest.trimStart().length);
  return { start: { line: start.line, character }, end: { line: start.line, character } };
}

export const aptLists: Rule = {
  id: 'apt-lists-left',
  check: (source) =>
    runs(source).flatMap((run) => {
      const text = shellText(source, run);
      if (
        !INSTALL.test(text) ||
        hasCacheMount(run) ||
        hasHeredoc(run) ||
        /rm\s+(-\w+\s+)+\S*\/var\/lib\/apt/.test(text)
      )
        return [];
      return [
        {
          severity: 'info' as const,
          range: run.getRange(),
          message: t('The lists that apt-get fetched stay in the image: 20 to 50 MB that nobody reads.'),
          why: t('Remove them in the same RUN: in a later one they stay in this layer all the same.'),
          fix: {
            label: t('Remove them in this RUN'),
            edits: [{ range: after(run.getRange()), text: ' && rm -rf /var/lib/apt/lists/*' }],
          },
        },
      ];
    }),
};

export const aptYes: Rule = {
  id: 'apt-install-asks',
  check: (source) =>
    runs(source).flatMap((run) => {
      const text = shellText(source, run);
      if (!INSTALL.test(text) || YES.test(text) || /DEBIAN_FRONTEND.*yes\s*\|/.test(text)) return [];
      const edit = afterInstall(source, run, ' -y');
      return [
        {
          severity: 'error' as const,
          range: run.getRange(),
          message: t('apt-get install asks whether to go on, and nobody can answer in a build.'),
          why: t('It takes that as a no, and the build ends. -y answers it.'),
          ...(edit && { fix: { label: t('Add -y'), edits: [edit] } }),
        },
      ];
    }),
};

export const aptRecommends: Rule = {
  id: 'apt-recommends',
  check: (source) =>
    runs(source).flatMap((run) => {
      const text = shellText(source, run);
      if (!INSTALL.test(text) || /--no-install-recommends|APT::Install-Recommends/.test(text)) return [];
      const edit = afterInstall(source, run, ' --no-install-recommends');
      return [
        {
          severity: 'info' as const,
          range: run.getRange(),
          message: t('apt-get also installs what packages only recommend.'),
          why: t(
            'An image needs few packages: --no-install-recommends leaves out what nothing depends on. Add what is then missing by name.',
          ),
          ...(edit && { fix: { label: t('Add --no-install-recommends'), edits: [edit] } }),
        },
      ];
    }),
};

export const aptKey: Rule = {
  id: 'apt-key',
  check: (source) =>
    ofKind(source, 'RUN').flatMap((run) =>
      keyword(run) === 'RUN' && /\bapt-key\s+(adv|add)\b/.test(shellText(source, run))
        ? [
            {
              severity: 'warning' as const,
              range: run.getRange(),
              message: t('apt-key is gone from Debian 13 and Ubuntu 24.10 on.'),
              why: t(
                'Save the key under /etc/apt/keyrings, and name it in the source: deb [signed-by=/etc/apt/keyrings/x.asc] https://…',
              ),
            },
          ]
        : [],
    ),
};
