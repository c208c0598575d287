import type { ScalarNode } from './tree';

/** What a scalar is for Compose, whose parser (go-yaml 3 and 4) reads mostly as YAML 1.2 does, and partly as 1.1. */
export type ScalarType = 'string' | 'int' | 'float' | 'bool' | 'null' | 'timestamp';

export interface ScalarValue {
  readonly type: ScalarType;
  /** The same for what is the same: `0x10` and `16`, `~` and nothing. */
  readonly canonical: string;
}

const NULLS: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);
const TRUE: ReadonlySet<string> = new Set(['true', 'True', 'TRUE']);
const FALSE: ReadonlySet<string> = new Set(['false', 'False', 'FALSE']);
const INT = /^[-+]?(0b[01]+|0o[0-7]+|0x[0-9a-f]+|0[0-7]+|0|[1-9]\d*)$/i;
const FLOAT = /^[-+]?(\.\d+|\d+(\.\d*)?)(e[-+]?\d+)?$/i;
const SPECIAL_FLOAT = /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/;
const TIMESTAMP = /^\d{4}-\d{1,2}-\d{1,2}([Tt ]|$)/;

/** The type and value of a plain scalar without a tag. */
export function resolvePlain(text: string): ScalarValue {
  if (NULLS.has(text)) return { type: 'null', canonical: 'null' };
  if (TRUE.has(text)) return { type: 'bool', canonical: 'true' };
  if (FALSE.has(text)) return { type: 'bool', canonical: 'false' };
  if (SPECIAL_FLOAT.test(text)) return { type: 'float', canonical: text.toLowerCase().replace('+', '') };
  if (/^[-+.\d]/.test(text)) {
    // go-yaml drops underscores from what looks like a number.
    const digits = text.replaceAll('_', '');
    if (INT.test(digits)) return { type: 'int', canonical: String(readInt(digits)) };
    if (FLOAT.test(digits)) return { type: 'float', canonical: String(Number(digits)) };
    if (TIMESTAMP.test(text)) return { type: 'timestamp', canonical: text };
  }
  return { type: 'string', canonical: text };
}

function readInt(digits: string): bigint {
  const isNegative = digits.startsWith('-');
  const bare = digits.replace(/^[-+]/, '').toLowerCase();
  // `0440` is octal, as it is in Go and in YAML 1.1.
  const value = BigInt(/^0[0-7]+$/.test(bare) ? `0o${bare}` : bare);
  return isNegative ? -value : value;
}

/** The type and value of a scalar as Compose takes it. */
export function resolveScalar({ style, text, tag }: ScalarNode): ScalarValue {
  if (tag?.name === '!!str' || tag?.name === '!' || (style !== 'plain' && !tag?.name.startsWith('!!'))) {
    return { type: 'string', canonical: text };
  }
  return resolvePlain(text);
}

/** Tags that only say what the value is anyway. */
export const isCoreTag = (tag: string): boolean => tag.startsWith('!!') || tag === '!' || tag.startsWith('!<');

// What a parser of YAML 1.1 would take for something else than text, though Compose may not: other tools read the file too.
const OLD_WORDS = /^(y|n|yes|no|on|off|=|<<)$/i;
const OLD_NUMBERS =
  /^[-+]?(0[0-7_]*|[1-9][\d_]*|0b[01_]+|0x[\da-f_]+|0o?[0-7_]+|\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?|[\d_]*\.?[\d_]*(e[-+]?\d+)?)$/i;
// `22:22` and its kind.
const SEXAGESIMAL = /^[-+]?\d[\d_]*(:\d+)+(\.\d*)?$/;

/** Whether a text can stand without quotes and is read as this text, by Compose and by parsers of YAML 1.1 and 1.2. */
export function canBePlain(text: string, isInFlow: boolean): boolean {
  if (resolvePlain(text).type !== 'string' || OLD_WORDS.test(text)) return false;
  if (/^[-+.\d]/.test(text) && (OLD_NUMBERS.test(text) || SEXAGESIMAL.test(text))) return false;
  if (/^[\s,[\]{}#&*!|>'"%@`]/.test(text) || /^[-?:]([\s,[\]{}]|$)/.test(text)) return false;
  if (/\s$/.test(text) || /:(\s|$)/.test(text) || /\s#/.test(text)) return false;
  if (/^(---|\.\.\.)/.test(text)) return false;
  if (isInFlow && /[,[\]{}]|^[-?:]|:["']/.test(text)) return false;
  return !NEEDS_ESCAPE.test(text) && !/[\t\n]/.test(text);
}

/** What can only be written as an escape, in double quotes. */
// eslint-disable-next-line no-control-regex
export const NEEDS_ESCAPE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;
