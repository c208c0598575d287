// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Screen } from './screen.ts';
import { createXtermScreen } from './xtermScreen.ts';

const ESC = '\u001b';
const BEL = '\u0007';
const ST = `${ESC}\\`;

let screen: Screen;
let typed: string;
const copied: string[] = [];
beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal('navigator', {
    ...{ platform: 'Linux', userAgent: 'test', language: 'en' },
    clipboard: { writeText: (text: string) => void copied.push(text), readText: async () => 'the person’s secret' },
  });
  document.title = 'Gantry';
  typed = '';
  copied.length = 0;
  screen = createXtermScreen();
  screen.onInput((text) => (typed += text));
  screen.onBinary((bytes) => (typed += String.fromCharCode(...bytes)));
});
afterEach(() => {
  screen.dispose();
  vi.unstubAllGlobals();
});

/** What the terminal types of itself when a program prints this: the shell reads it as if a person had. */
async function answerTo(text: string): Promise<string> {
  typed = '';
  await new Promise<void>((resolve) => screen.write(text, resolve));
  await new Promise((resolve) => setTimeout(resolve, 5));
  return typed;
}

test.each([
  ['its title', `${ESC}]0;planted${BEL}${ESC}]2;planted${ST}${ESC}[21t${ESC}[20t${ESC}[22t${ESC}[23t`],
  ['the clipboard, to write', `${ESC}]52;c;cGxhbnRlZA==${BEL}`],
  ['the clipboard, to read', `${ESC}]52;c;?${BEL}${ESC}]52;p;?${ST}`],
  ['a font', `${ESC}]50;planted${BEL}${ESC}]50;?${BEL}`],
  ['an image', `${ESC}Pq#0;2;100;0;0#0~~~~${ST}${ESC}]1337;File=inline=1:R0lGODlhAQABAAAAACw=${BEL}`],
  ['a notification', `${ESC}]9;planted${BEL}${ESC}]777;notify;planted;x${BEL}${ESC}]99;;planted${ST}`],
  ['another window', `${ESC}[8;5;5t${ESC}[3;0;0t${ESC}[2t${ESC}[1t${ESC}[9;1t`],
  ['its size and place in pixels', `${ESC}[13t${ESC}[14t${ESC}[15t${ESC}[16t`],
  ['a file, a command', `${ESC}_planted${ST}${ESC}^planted${ST}${ESC}]1337;RequestUpload=x${BEL}`],
  ['the answerback', '\u0005'],
])('a program is not given %s', async (_, sequence) => {
  const { size } = screen;
  expect(await answerTo(sequence)).toBe('');
  expect({ title: document.title, copied, size: screen.size }).toEqual({ title: 'Gantry', copied: [], size });
});

test.each([
  ['who it is', '[c'],
  ['who it is, more', '[>c'],
  ['its version', '[>q'],
  ['its state', '[5n'],
  ['where the cursor is', '[6n'],
  ['a mode', '[?2004$p'],
  ['a colour', `]10;?${BEL}`],
  ['a colour of the palette', `]4;1;?${BEL}`],
  ['a setting', 'P$qm\u001b\\'],
  ['a setting that is none', 'P$q"; echo planted\n\u001b\\'],
])('what it answers about %s has a fixed form: no line end, and nothing that the program chose', async (_, query) => {
  const answer = await answerTo(ESC + query);
  expect(answer).not.toMatch(/[\r\n]|planted|echo/);
  // eslint-disable-next-line no-control-regex
  expect(answer).toMatch(/^(\u001b[[\]P][\w?>;:/$!"|. ()]*(\u001b\\|\u0007|[a-zA-Z])?)*$/);
});

test('it does answer who it is: the rest of these tests would see what was typed', async () => {
  expect(await answerTo(`${ESC}[c`)).toBe(`${ESC}[?1;2c`);
});

test('whatever comes, nothing but such answers is typed', async () => {
  let seed = 7;
  const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const pieces = [
    '[',
    ']',
    'P',
    '_',
    ';',
    '?',
    '>',
    '$',
    'q',
    'c',
    'n',
    't',
    '52',
    '4',
    '21',
    '0',
    'x',
    BEL,
    ST,
    ESC,
    '\n',
  ];
  for (let round = 0; round < 300; round++) {
    const text = Array.from({ length: 30 }, () => pieces[next(pieces.length)]).join('');
    const answer = await answerTo(`${text}${ST}\u0018`);
    expect({ text, hasLineEnd: /[\r\n]/.test(answer) }).toEqual({ text, hasLineEnd: false });
  }
  expect({ title: document.title, copied }).toEqual({ title: 'Gantry', copied: [] });
});
