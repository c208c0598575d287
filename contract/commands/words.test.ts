import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinWords, quoteWord, splitWords } from './words.ts';

describe('words on a command line', () => {
  test('plain words are left alone, so that commands stay readable', () => {
    expect(joinWords(['docker', 'run', '-p', '127.0.0.1:80:80/tcp', 'redis:7', 'A=b'])).toBe(
      'docker run -p 127.0.0.1:80:80/tcp redis:7 A=b',
    );
  });

  test.each([
    ['', "''"],
    ['two words', "'two words'"],
    ["it's", `"it's"`],
    ["it's $HOME", `'it'\\''s $HOME'`],
    ['$(rm -rf /)', "'$(rm -rf /)'"],
    ['~/data', "'~/data'"],
    ['=zsh', "'=zsh'"],
    ['a;b', "'a;b'"],
    ['line\nbreak', "'line\nbreak'"],
  ])('%j becomes %s', (word, quoted) => expect(quoteWord(word)).toBe(quoted));

  test('whatever words are joined are found again when the line is split', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (words) => {
        expect(splitWords(joinWords(words))).toEqual({ ok: true, words });
      }),
    );
  });

  test.each([
    ['sh -c "echo $HOME"', ['sh', '-c', 'echo $HOME']],
    [`sh -c 'echo "a b"'`, ['sh', '-c', 'echo "a b"']],
    ['a\\ b "c\\"d" e\\\nf', ['a b', 'c"d', 'ef']],
    ['"a\\nb"', ['a\\nb']],
    ['x"y z"\'w\'', ['xy zw']],
    ['  ', []],
    ['""', ['']],
    ['*.txt ~', ['*.txt', '~']],
  ])('%j is %j', (line, words) => expect(splitWords(line)).toEqual({ ok: true, words }));

  test('a quote that is not closed is pointed at', () => {
    expect(splitWords('echo "oh')).toEqual({ ok: false, problem: 'unclosed-quote', at: 5 });
    expect(splitWords("it's")).toEqual({ ok: false, problem: 'unclosed-quote', at: 2 });
    expect(splitWords('a\\')).toEqual({ ok: false, problem: 'trailing-backslash', at: 1 });
  });
});
