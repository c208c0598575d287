import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinWords } from '../../../contract/commands/words.ts';

const shells = ['/bin/sh', '/bin/bash', '/bin/dash', '/bin/zsh', '/usr/bin/zsh'].filter(existsSync);

/** Half of a surrogate pair cannot be passed to a program. */
const isText = (text: string) => !/\p{Surrogate}/u.test(text);

const SPECIAL = `'"\`$\\!*?~#&|;<>(){}[]=^% \t\n-aB`.split('');

describe('a command that is shown', () => {
  test.each(shells)('is taken apart by %s into exactly the words that it was made of', (shell) => {
    const word = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...SPECIAL) }));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        fc.pre(words.every((one) => !one.includes('\0') && isText(one)));
        const printed = execFileSync(shell, ['-c', `printf '%s\\0' ${joinWords(words)}`]).toString();
        expect(printed.split('\0').slice(0, -1)).toEqual(words);
      }),
      { numRuns: 150 },
    );
  });
});
