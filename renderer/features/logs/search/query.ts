import { t } from '../texts/index.ts';

export interface SearchQuery {
  readonly text: string;
  readonly isRegex: boolean;
  readonly isCaseSensitive: boolean;
}

export type CompiledQuery =
  | { readonly type: 'none' }
  | { readonly type: 'pattern'; readonly pattern: RegExp }
  | { readonly type: 'invalid'; readonly message: string };

const SPECIAL = /[\\^$.*+?()[\]{}|]/g;

/** The pattern is global; whoever uses it sets `lastIndex` first. */
export function compileQuery({ text, isRegex, isCaseSensitive }: SearchQuery): CompiledQuery {
  if (text === '') return { type: 'none' };
  const flags = isCaseSensitive ? 'g' : 'gi';
  try {
    return { type: 'pattern', pattern: new RegExp(isRegex ? text : text.replace(SPECIAL, '\\$&'), flags) };
  } catch (thrown) {
    // V8 says `Invalid regular expression: /(/gi: Unterminated group`; what the person wrote is before their eyes.
    const message = thrown instanceof Error ? thrown.message.replace(/^Invalid regular expression: .*: /s, '') : '';
    return { type: 'invalid', message: message || t('This is not a regular expression.') };
  }
}

/** Start and end of each match, one after the other; matches of nothing are left out. */
export function matchRanges(pattern: RegExp, text: string, most = 1000): number[] {
  const ranges: number[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match && ranges.length < most * 2; match = pattern.exec(text)) {
    if (match[0] === '') pattern.lastIndex += 1;
    else ranges.push(match.index, match.index + match[0].length);
  }
  return ranges;
}
