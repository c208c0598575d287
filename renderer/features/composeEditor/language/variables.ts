import { forEachNode } from '../../../../contract/compose/syntax/parse.ts';
import type { Problem, VariableUse } from './analysis.ts';
import type { YamlNode } from './tree.ts';
import { t } from '../texts/index.ts';

/** `${NAME}`, `$NAME` and what is wrong among them, in the values of a file. Names and comments are left alone, as Compose does. */
export function readVariables(source: string, root: YamlNode): { uses: readonly VariableUse[]; problems: Problem[] } {
  const uses: VariableUse[] = [];
  const problems: Problem[] = [];
  forEachNode(root, (node) => {
    if (node.kind !== 'scalar' || node.isEmpty || node.entry.key === node || !node.text.includes('$')) return;
    scan(source, node.from, node.to, uses, problems);
  });
  return { uses, problems };
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATOR = /:?[-?+]/y;

function scan(source: string, from: number, to: number, uses: VariableUse[], problems: Problem[]): void {
  for (let at = source.indexOf('$', from); at >= 0 && at < to; at = source.indexOf('$', at)) {
    if (source[at + 1] === '$') at += 2;
    else if (source[at + 1] === '{') at = braced(source, at, to, uses, problems);
    else {
      const name = match(NAME, source, at + 1);
      if (name === undefined) {
        problems.push(bad(at, at + 1, source.slice(at, at + 2)));
        at += 1;
      } else {
        uses.push({ name, from: at, to: at + 1 + name.length });
        at += 1 + name.length;
      }
    }
  }
}

/** Gives where to go on. What stands after an operator may have variables of its own. */
function braced(source: string, at: number, to: number, uses: VariableUse[], problems: Problem[]): number {
  let depth = 0;
  let end = at;
  for (; end < to; end++) {
    if (source[end] === '{' && source[end - 1] === '$') depth += 1;
    else if (source[end] === '}' && --depth === 0) break;
  }
  const name = match(NAME, source, at + 2);
  const after = at + 2 + (name?.length ?? 0);
  const operator = match(OPERATOR, source, after) as VariableUse['operator'] | undefined;
  if (end >= to || name === undefined || (operator === undefined && after !== end)) {
    problems.push(bad(at, Math.min(end + 1, to), source.slice(at, Math.min(end + 1, to))));
    return Math.min(end + 1, to);
  }
  const start = after + (operator?.length ?? 0);
  uses.push({
    name,
    from: at,
    to: end + 1,
    ...(operator !== undefined && { operator, operand: source.slice(start, end) }),
  });
  if (operator !== undefined) scan(source, start, end, uses, problems);
  return end + 1;
}

function match(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

const bad = (from: number, to: number, text: string): Problem => ({
  from,
  to,
  severity: 'error',
  message: t('“{{text}}” is no variable that Compose can read.', {
    text: text.length > 40 ? `${text.slice(0, 40)}…` : text,
  }),
  why: t('A “$” that is meant as such is written “$$”.'),
  source: 'Compose Specification',
  fixes: [{ label: t('Write “$$”'), changes: [{ from, to: from, insert: '$' }] }],
});
