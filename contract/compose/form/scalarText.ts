import type { ComposeValue } from '../edit';
import type { ComposeNode } from '../parseCompose';
import { resolvePlain } from '../syntax/scalar';

const isQuoted = ({ style }: ComposeNode): boolean => style !== undefined && style !== 'plain';

/**
 * The value that a text typed into a field stands for. `before`: what is there now, which tells how it is written: in quotes
 * it stays a text. `types`: those of the specification.
 */
export function valueOfText(text: string, before: ComposeNode | undefined, types: readonly string[]): ComposeValue {
  if (before && isQuoted(before)) return text;
  const was = before?.text === undefined ? undefined : resolvePlain(before.text).type;
  const mayBeNumber = types.includes('number') || types.includes('integer') || was === 'int' || was === 'float';
  // A new one among others (a variable’s value) is a text: what it looks like is chance.
  const isAsked = before !== undefined || !types.includes('null');
  if (mayBeNumber && isAsked && /^-?\d/.test(text) && String(Number(text)) === text) return Number(text);
  if ((types.includes('boolean') || was === 'bool') && isAsked && (text === 'true' || text === 'false'))
    return text === 'true';
  return text;
}
