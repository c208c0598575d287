import type { ComposeEdit, ComposeValue } from '../edit';
import { entriesOf, isList } from '../syntax/meaning';
import { pathText, Refused } from './refused';

/** Refuses what no file could say, whatever is in it. */
export function checkEdit(edit: ComposeEdit): void {
  if (edit.op !== 'set' && edit.op !== 'insert' && edit.path.length === 0) {
    throw new Refused({
      code: 'invalid',
      message: `The whole file cannot be ${edit.op === 'remove' ? 'removed' : 'renamed'}.`,
    });
  }
  if (edit.op === 'rename') checkText(edit.to, 'name');
  if (edit.op === 'insert' && edit.index !== undefined && !(Number.isInteger(edit.index) && edit.index >= 0)) {
    throw new Refused({ code: 'invalid', message: `${edit.index} is no place in ${pathText(edit.path)}.` });
  }
  if (edit.op === 'insert' && edit.key !== undefined) checkText(edit.key, 'name');
  for (const key of edit.path) if (typeof key === 'string') checkText(key, 'name');
  if (edit.op === 'set' || edit.op === 'insert') checkValue(edit.value, 0);
}

const MAX_VALUE_DEPTH = 100;

function checkValue(value: ComposeValue, depth: number): void {
  if (depth > MAX_VALUE_DEPTH) throw new Refused({ code: 'invalid', message: 'The value is nested too deeply.' });
  if (typeof value === 'string') checkText(value, 'text');
  if (value === undefined) throw new Refused({ code: 'invalid', message: 'There is no value.' });
  if (isList(value)) for (const each of value) checkValue(each, depth + 1);
  for (const [key, each] of entriesOf(value)) {
    checkText(key, 'name');
    checkValue(each, depth + 1);
  }
}

function checkText(text: string, what: 'name' | 'text'): void {
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)) {
    throw new Refused({
      code: 'invalid',
      message: `The ${what} has half of a character: it cannot be written as UTF-8.`,
    });
  }
  if (what === 'name' && /[\r\n]/.test(text)) {
    throw new Refused({ code: 'invalid', message: 'A name has one line.' });
  }
}
