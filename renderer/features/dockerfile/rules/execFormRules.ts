import { JSONInstruction } from 'dockerfile-ast';
import type { Rule } from './rule.ts';
import { argumentsRange, keyword, ofKind, textIn } from './source.ts';
import { execForm, jsonArray, plainWords, shellText } from './shellText.ts';
import { t } from '../texts/index.ts';

const EXEC = ['CMD', 'ENTRYPOINT', 'RUN', 'SHELL', 'VOLUME'];
const SHELLS = /^(.*\/)?(ba|da|a|z|k)?sh$|^(cmd|powershell|pwsh)(\.exe)?$/i;

/** `['a', 'b']`: to a JSON parser that is nothing, so a shell gets it, with its brackets. */
export const singleQuotes: Rule = {
  id: 'exec-form-single-quotes',
  check: (source) =>
    ofKind(source, ...EXEC).flatMap((instruction) => {
      const range = argumentsRange(instruction);
      const text = textIn(source, range);
      const match = /^(\s*)(\[\s*('[^'"\n]*'\s*(,\s*'[^'"\n]*'\s*)*)\])\s*$/.exec(text);
      if (!match) return [];
      return [
        {
          severity: 'error' as const,
          range: argumentsRange(instruction),
          message: t('{{instruction}} is not in the exec form: JSON takes double quotes only.', {
            instruction: keyword(instruction),
          }),
          why: t(
            'With single quotes the whole line, brackets and all, is given to a shell, which looks for a program named “[…”.',
          ),
          fix: { label: t('Use double quotes'), edits: [{ range, text: text.replaceAll("'", '"') }] },
        },
      ];
    }),
};

/** No shell reads the exec form: nobody replaces `$HOME` or `*`. */
export const execVariables: Rule = {
  id: 'exec-form-variable',
  check: (source) =>
    ofKind(source, 'CMD', 'ENTRYPOINT', 'RUN').flatMap((instruction) => {
      const words = execForm(source, instruction);
      if (!words || SHELLS.test(words[0] ?? '')) return [];
      const variable = words.find((word) => /\$(\w|\{)/.test(word));
      const glob = words.slice(1).find((word) => /(^|\/)[\w.-]*\*[\w.-]*(\/|$)/.test(word) && !/[{}()^$\\]/.test(word));
      const found = variable ?? glob;
      if (found === undefined) return [];
      const range = argumentsRange(instruction);
      const kind = keyword(instruction);
      return [
        {
          severity: 'warning' as const,
          range: argumentsRange(instruction),
          message: t('“{{found}}” reaches the program as it stands: no shell reads the exec form of {{kind}}.', {
            found,
            kind,
          }),
          why: t(
            'Variables and patterns are replaced by a shell. Call one, or set the value where the image or the container is made.',
          ),
          fix: {
            label: t('Call a shell'),
            edits: [{ range, text: jsonArray(['sh', '-c', commandOf(words, kind)]) }],
          },
        },
      ];
    }),
};

/** `exec`, so that the program gets the signals, and not the shell. */
const commandOf = (words: readonly string[], kind: string): string =>
  [...(kind === 'RUN' ? [] : ['exec']), ...words.map(shellWord)].join(' ');

const shellWord = (word: string): string =>
  /^[\w./:@%+=,~${}*?-]+$/.test(word) ? word : `"${word.replaceAll(/(["\\`])/g, '\\$1')}"`;

/** An ENTRYPOINT in the shell form never sees the CMD. */
export const shellEntrypoint: Rule = {
  id: 'shell-entrypoint-ignores-cmd',
  check: (source) =>
    source.stages.flatMap(({ instructions }) => {
      const last = (kind: string) => instructions.findLast((instruction) => keyword(instruction) === kind);
      const entrypoint = last('ENTRYPOINT');
      if (!entrypoint || !last('CMD') || isExec(entrypoint) || isEmpty(entrypoint)) return [];
      const words = plainWords(shellText(source, entrypoint));
      return [
        {
          severity: 'warning' as const,
          range: entrypoint.getRange(),
          message: t('CMD is ignored: this ENTRYPOINT is in the shell form, which takes no arguments.'),
          why: t(
            'Neither CMD nor what is written after the image in “docker run” reaches the program. Write the ENTRYPOINT as a JSON array.',
          ),
          ...(words && {
            fix: {
              label: t('Use the exec form'),
              edits: [{ range: argumentsRange(entrypoint), text: jsonArray(words) }],
            },
          }),
        },
      ];
    }),
};

/** In the shell form PID 1 is the shell, and it does not pass signals on. */
export const shellForm: Rule = {
  id: 'shell-form',
  check: (source) =>
    source.stages.flatMap(({ instructions }) =>
      (['CMD', 'ENTRYPOINT'] as const).flatMap((kind) => {
        const instruction = instructions.findLast((one) => keyword(one) === kind);
        if (!instruction || isExec(instruction) || isEmpty(instruction)) return [];
        if (kind === 'ENTRYPOINT' && instructions.some((one) => keyword(one) === 'CMD')) return []; // said already
        if (instructions.some((one) => keyword(one) === 'SHELL') || /^exec\s/.test(shellText(source, instruction)))
          return [];
        const words = plainWords(shellText(source, instruction));
        return [
          {
            severity: 'info' as const,
            range: instruction.getRange(),
            message: t('{{kind}} runs through a shell, which does not pass signals on to the program.', { kind }),
            why: t(
              '“docker stop” then waits its ten seconds and kills. Write it as a JSON array, or begin the command with exec.',
            ),
            ...(words && {
              fix: {
                label: t('Use the exec form'),
                edits: [{ range: argumentsRange(instruction), text: jsonArray(words) }],
              },
            }),
          },
        ];
      }),
    ),
};

const isExec = (instruction: unknown) =>
  instruction instanceof JSONInstruction && instruction.getOpeningBracket() !== null;
const isEmpty = (instruction: JSONInstruction | { getArgumentsContent(): string | null }) =>
  (instruction.getArgumentsContent() ?? '').trim() === '';
