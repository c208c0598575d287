import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from './controls.ts';
import { parseSgr } from './sgr.ts';

const E = '\x1b[';

describe('the colours of a line', () => {
  it('leaves a plain line as one piece', () => {
    expect(parseSgr('hello\tworld')).toEqual([{ text: 'hello\tworld' }]);
    expect(parseSgr('')).toEqual([]);
  });

  it('knows the sixteen colours, bold and reset', () => {
    expect(parseSgr(`a${E}31mred${E}1;92mbold${E}0mplain${E}mmore`)).toEqual([
      { text: 'a' },
      { text: 'red', style: { foreground: 1 } },
      { text: 'bold', style: { foreground: 10, isBold: true } },
      { text: 'plain' },
      { text: 'more' },
    ]);
  });

  it('knows backgrounds, and what switches off each attribute', () => {
    expect(parseSgr(`${E}1;3;4;7;9;41;33mx${E}22;23;24;27;29;39;49my`)).toEqual([
      {
        text: 'x',
        style: {
          isBold: true,
          isItalic: true,
          isUnderlined: true,
          isInverse: true,
          isStruck: true,
          background: 1,
          foreground: 3,
        },
      },
      { text: 'y' },
    ]);
  });

  it.each([
    ['38;5;208', { foreground: 208 }],
    ['48;5;17', { background: 17 }],
    ['38:5:208', { foreground: 208 }],
    ['38;2;255;128;0', { foreground: '#ff8000' }],
    ['38:2:255:128:0', { foreground: '#ff8000' }],
    ['38:2::255:128:0', { foreground: '#ff8000' }],
    ['38;5;208;1', { foreground: 208, isBold: true }],
    ['58;5;3;1', { isBold: true }],
    ['4:3', { isUnderlined: true }],
  ])('reads %s', (codes, style) => {
    expect(parseSgr(`${E}${codes}mx`)).toEqual([{ text: 'x', style }]);
  });

  it.each(['38;5;999', '38;2;1;2', '38', '38;9', '999', '38;2;300;0;0'])('ignores the nonsense %s', (codes) => {
    expect(parseSgr(`${E}${codes}mx`).map(({ text }) => text)).toEqual(['x']);
  });

  it.each([
    ['cursor movement', `a${E}2J${E}10;20Hb`],
    ['a private mode', `a${E}?25lb`],
    ['a window title', 'a\x1b]0;rm -rf\x07b'],
    ['a hyperlink', 'a\x1b]8;;https://example.com\x1b\\b\x1b]8;;\x1b\\'],
    ['a device control string', 'a\x1bPq#0;2;0;0;0\x1b\\b'],
    ['a character set', 'a\x1b(Bb'],
    ['a bell, a backspace and a C1 control', 'a\x07\x08\x9bb'],
    ['a sequence that is cut off', 'ab\x1b['],
    ['an escape at the end', 'ab\x1b'],
    ['a title that is cut off', 'ab\x1b]0;title'],
  ])('takes out %s', (_name, line) => {
    expect(
      parseSgr(line)
        .map(({ text }) => text)
        .join(''),
    ).toBe('ab');
  });

  it('shows a progress bar as it was last drawn', () => {
    expect(plainText('10%\r50%\r100% done')).toBe('100% done');
    expect(plainText('a line of Windows\r')).toBe('a line of Windows');
    expect(plainText('one\rtwo\r\nthree\rfour')).toBe('two\nfour');
    expect(parseSgr(`${E}32m10%\r20%`)).toEqual([{ text: '20%', style: { foreground: 2 } }]);
  });

  it('gives the plain text, in pieces, whatever comes', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '\x1b[31m',
        '\x1b[0m',
        '\x1b[',
        '\x1b',
        '\r',
        '\x1b]8;;x\x07',
        '\x1b[38;5;',
        'é',
        '日本',
        ';',
        'm',
        '1',
      ),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const line = pieces.join('').replaceAll('\n', '');
        const text = parseSgr(line)
          .map((span) => span.text)
          .join('');
        expect(text).toBe(plainText(line));
        // eslint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\x00-\x08\x0a-\x1f\x7f-\x9f]/);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes out the same from a block of lines as from each of them', () => {
    const line = fc.string({
      unit: fc.constantFrom('a', 'b', '\x1b', '[', ']', '0', ';', 'm', '\r', '\x07', '\\'),
      maxLength: 20,
    });
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(plainText(lines.join('\n')).split('\n')).toEqual(lines.map(plainText).join('\n').split('\n'));
      }),
    );
  });
});
