import path from 'node:path';
import type { ComposePath } from '../../../contract/compose/edit.ts';
import type { ComposeFinding } from '../../../contract/model/composeFile.ts';

const LOG_LINE = /^time="[^"]*" level=(\w+) msg="((?:[^"\\]|\\.)*)"/;

/**
 * What Compose wrote to standard error, as findings: its log lines are warnings, the rest, where it failed, is one
 * error. `nameOf` turns the name that Compose was given into the file's own.
 */
export function readFindings(
  stderr: string,
  hasFailed: boolean,
  nameOf: (said: string) => string,
): readonly ComposeFinding[] {
  const findings = new Map<string, ComposeFinding>();
  const rest: string[] = [];
  for (const line of stderr.split('\n')) {
    const [, level, quoted] = LOG_LINE.exec(line) ?? [];
    if (level === undefined) rest.push(line);
    else {
      const finding = findingOf(unquote(quoted ?? ''), /error|fatal/.test(level) ? 'error' : 'warning', nameOf);
      findings.set(finding.message, finding); // the same variable is named once for each place
    }
  }
  const said = rest.join('\n').trim();
  if (hasFailed) {
    const finding = findingOf(said === '' ? 'Compose refused the files without a word.' : said, 'error', nameOf);
    findings.set(finding.message, finding);
  }
  return [...findings.values()];
}

function findingOf(
  said: string,
  severity: ComposeFinding['severity'],
  nameOf: (said: string) => string,
): ComposeFinding {
  const line = /\bline (\d+)\b/.exec(said)?.[1];
  const name = /^(?:failed to parse |validating |parsing )?(-|(?:[A-Za-z]:)?[/\\][^\n:]*?): /.exec(said)?.[1];
  const file = name === undefined ? undefined : nameOf(name);
  const message = (name !== undefined && file !== undefined ? said.replace(name, () => path.basename(file)) : said)
    .replace(/: invalid compose project$/, '')
    .replace(/^decoding failed due to the following error\(s\):\s*/, '')
    .trim();
  const at = AT.exec(said)?.[1];
  const unknownKey = /additional properties '([^']+)' not allowed/.exec(said)?.[1];
  return {
    severity,
    message,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line: Number(line) }),
    ...(at !== undefined && { path: [...pathOf(at), ...(unknownKey === undefined ? [] : [unknownKey])] }),
  };
}

/** `services.web.ports.[0]`, `services[web].mem_limit`. */
const AT = /\b((?:services|networks|volumes|secrets|configs|include|models)(?:\.[\w-]+|\.?\[[\w.-]+\])+)/;

/** A name with a dot in it cannot be told apart, and is looked for by whoever shows it. */
const pathOf = (at: string): ComposePath =>
  [...at.matchAll(/\[(\d+)\]|\[([\w.-]+)\]|([\w-]+)/g)].map(([, index, inBrackets, name]) =>
    index === undefined ? (inBrackets ?? name ?? '') : Number(index),
  );

const unquote = (quoted: string): string => quoted.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
