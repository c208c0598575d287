import type { ComposePath } from '../../../../contract/compose/edit.ts';
import type { ComposeFinding, ComposeVariable } from '../../../../contract/model/composeFile.ts';
import type { Analysis, Problem } from './analysis.ts';
import { t } from '../texts/index.ts';

/** What `docker compose config` said of this file and we did not, at the place that it names, or at the top. */
export function composeProblems(
  findings: readonly ComposeFinding[],
  own: readonly Problem[],
  text: string,
  path: string,
): readonly Problem[] {
  return findings
    .filter(({ file }) => file === undefined || file === path)
    .filter(({ message }) => !/variable is not set|attribute `version` is obsolete/.test(message))
    .map((finding): Problem => {
      const { from, to } = placeOf(finding, text);
      const { severity, message } = finding;
      return { from, to, severity, message, source: 'docker compose config', fixes: [] };
    })
    .filter(({ from, to, severity }) => {
      if (severity !== 'error') return true;
      const [begin, end] = [text.lastIndexOf('\n', from - 1) + 1, lineEnd(text, to)];
      return from === 0 || !own.some((one) => one.severity === 'error' && one.from >= begin && one.from <= end);
    });
}

function placeOf({ line, path, message }: ComposeFinding, text: string): { from: number; to: number } {
  if (line !== undefined) return spanOfLine(text, line);
  const service = /\bservice "?([\w.-]+)"? /.exec(message)?.[1];
  const found =
    (path && placeOfPath(text, path)) ?? (service !== undefined && placeOfPath(text, ['services', service]));
  return found || { from: 0, to: lineEnd(text, 0) };
}

const lineEnd = (text: string, at: number): number =>
  text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);

function spanOfLine(text: string, line: number): { from: number; to: number } {
  let from = 0;
  for (let number = 1; number < line; number++) {
    const next = text.indexOf('\n', from);
    if (next < 0) break;
    from = next + 1;
  }
  const to = lineEnd(text, from);
  return { from: from + (/^\s*/.exec(text.slice(from, to))?.[0].length ?? 0), to };
}

/** The key of a path in block style, by indentation; the innermost that is found. */
function placeOfPath(text: string, path: ComposePath): { from: number; to: number } | undefined {
  let found: { from: number; to: number } | undefined;
  let [at, end, outer] = [0, text.length, -1];
  for (const key of path) {
    if (typeof key === 'number') break;
    const escaped = key.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    const pattern = new RegExp(`^( *)["']?${escaped}["']?\\s*:`, 'gm');
    pattern.lastIndex = at;
    let match = pattern.exec(text);
    while (match && match.index < end && (match[1]?.length ?? 0) <= outer) match = pattern.exec(text);
    if (!match || match.index >= end) break;
    const indent = match[1]?.length ?? 0;
    found = { from: match.index + indent, to: match.index + match[0].length - 1 };
    at = pattern.lastIndex;
    outer = indent;
    const next = new RegExp(`^ {0,${indent}}[^ \\n#]`, 'gm');
    next.lastIndex = at;
    end = Math.min(end, next.exec(text)?.index ?? text.length);
  }
  return found;
}

/** Variables without a value and without anything in its place. */
export const unsetProblems = (
  { variables }: Analysis,
  known: ReadonlyMap<string, ComposeVariable>,
): readonly Problem[] =>
  variables
    .filter(({ name, operator }) => known.get(name)?.source.type === 'unset' && !/[-+]/.test(operator ?? ''))
    .map(({ name, from, to, operator, operand }) => ({
      ...{ from, to, severity: operator === undefined ? 'warning' : 'error', source: 'Gantry', fixes: [] },
      message:
        operator === undefined
          ? t('The variable “{{name}}” is not set: it stands for nothing.', { name })
          : operand
            ? t('The variable “{{name}}” must be set: {{message}}', { name, message: operand })
            : t('The variable “{{name}}” must be set.', { name }),
      why: t('Set it in the .env file of the folder, or in the environment that Gantry is started in.'),
    }));
