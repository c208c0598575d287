import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

const ESC = '\\033';
const BEL = '\\007';
const ST = `${ESC}\\\\`;

/** Of programs that nobody trusts: each wants something of the terminal, and nothing of it is to happen. */
const WANTS = {
  'a window title': `${ESC}]0;planted-title${BEL}${ESC}]2;planted-title${BEL}`,
  'the clipboard (OSC 52)': `${ESC}]52;c;cGxhbnRlZC1jbGlwYm9hcmQ=${BEL}${ESC}]52;p;cGxhbnRlZC1jbGlwYm9hcmQ=${ST}`,
  'what is on the clipboard': `${ESC}]52;c;?${BEL}`,
  'its title told back': `${ESC}]0;planted-answer${BEL}${ESC}[21t${ESC}[20t`,
  'an image (sixel, iTerm2)': `${ESC}Pq#0;2;100;0;0#0~~~~${ST}${ESC}]1337;File=inline=1:R0lGODlhAQABAAAAACw=${BEL}`,
  'a font': `${ESC}]50;planted-font${BEL}`,
  'a notification': `${ESC}]9;planted-notice${BEL}${ESC}]777;notify;planted-notice;x${BEL}`,
  'a window of another size': `${ESC}[8;5;5t${ESC}[2t${ESC}[3;0;0t`,
  'a setting told back (DECRQSS)': `${ESC}P$q"; echo planted-decrqss${ST}`,
  'a command of an editor': `${ESC}_planted-apc${ST}${ESC}^planted-pm${ST}`,
} as const;

const bytes = (text: string) => `printf '${text.replaceAll("'", String.raw`'\''`)}'`;

async function untouched(page: Page, title: string): Promise<void> {
  expect(await page.title()).toBe(title);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('mine');
  await expect(page.locator('.xterm img, .xterm video, .xterm iframe')).toHaveCount(0);
}

test('a terminal gives a program neither title nor clipboard nor images, and types nothing that it chose', async ({
  gantry,
  made,
}) => {
  test.slow(); // one after the other, each with time for an answer
  const { page, containers, detail } = gantry;
  const { terminal } = detail;
  const { name } = await made.container();
  await containers.open(name);
  await detail.show('Terminal');
  await terminal.isReady();
  const title = await page.title();
  const rows = await terminal.screen.locator('> div').count();
  await page.evaluate(() => navigator.clipboard.writeText('mine'));
  for (const [what, sequence] of Object.entries(WANTS)) {
    // What the terminal answers is typed: cat would show it, and a shell would run it.
    const said = await terminal.answer(`stty -echo; ${bytes(sequence)}; sleep 0.2; timeout 0.5 cat -v; stty echo`);
    expect(said, what).not.toContain('planted');
    await untouched(page, title);
  }
  expect(await terminal.screen.locator('> div').count()).toBe(rows);
});

test('what a terminal must answer has a fixed form: no line end, nothing that was given to it', async ({
  gantry,
  made,
}) => {
  const { containers, detail } = gantry;
  const { terminal } = detail;
  const { name } = await made.container();
  await containers.open(name);
  await detail.show('Terminal');
  await terminal.isReady();
  for (const query of ['[c', '[>c', '[5n', '[6n', ']10;?\\007', ']4;1;?\\007', '[?2004$p', '[>q']) {
    const said = await terminal.answer(
      `stty -icanon -echo min 0 time 5; ${bytes(ESC + query)}; dd bs=100 count=1 2>/dev/null | od -An -c | tr -d ' \\n'; echo; stty icanon echo`,
    );
    // Digits, letters of the colour’s form, and what ends a sequence.
    expect(said, query).not.toMatch(/\\n|\\r|[;&|`$]{2}|planted/);
    expect(said, query).toMatch(/^(033[[\]P>|?;:$\da-zA-Z/.()\\ ]*(\\a)?)?$|^\\?033/);
  }
});

test('links of a program go to the web or nowhere, and say where they lead', async ({ gantry, made }) => {
  const { page, containers, detail } = gantry;
  const { terminal } = detail;
  const { name } = await made.container();
  await containers.open(name);
  await detail.show('Terminal');
  await terminal.isReady();
  await page.evaluate(() => {
    const opened: string[] = [];
    Object.assign(window, { opened, open: (url: string) => void opened.push(url) });
  });
  const opened = () => page.evaluate(() => (window as never as { opened: string[] }).opened);
  const link = (address: string, text: string) => `${ESC}]8;;${address}${ST}${text}${ESC}]8;;${ST}`;
  for (const address of ['javascript:alert(1)', 'file:///etc/passwd', 'vscode://x', 'data:text/html,x']) {
    await terminal.type(`clear; ${bytes(`${link(address, 'click-here')}\\n`)}`);
    const shown = terminal.screen.getByText('click-here', { exact: true }).last();
    // The screen lies over its rows, which it draws anew, and finds links by where the mouse is.
    await expect(async () => {
      await shown.hover({ force: true, timeout: 1000 });
      await shown.click({ force: true, modifiers: ['ControlOrMeta'], timeout: 1000 });
      await shown.click({ force: true, timeout: 1000 });
    }).toPass();
    expect(await opened(), address).toEqual([]);
  }
  await terminal.type(`clear; ${bytes(`${link('https://evil.invalid/', 'good.example')}\\n`)}`);
  const shown = terminal.screen.getByText('good.example', { exact: true }).last();
  await expect(async () => {
    await terminal.screen.hover({ force: true }); // another line: of one it remembers the links that it had
    await shown.hover({ force: true });
    await expect(page.getByTitle('https://evil.invalid/')).toHaveCount(1, { timeout: 500 });
  }).toPass();
});

test('a log shows the words of a program and its colours, and does nothing else that it asks for', async ({
  gantry,
  made,
}) => {
  const { page, containers, detail } = gantry;
  const { logs } = detail;
  const all = Object.values(WANTS).join('');
  const link = `${ESC}]8;;javascript:alert(1)${ST}linked${ESC}]8;;${ST}`;
  const { name } = await made.container({
    command: ['sh', '-c', `${bytes(`before${all}${link}after\\n${ESC}[31mred${ESC}[0m\\n`)}; exec sleep 1000`],
  });
  await containers.open(name);
  const title = await page.title();
  await page.evaluate(() => navigator.clipboard.writeText('mine'));
  await detail.show('Logs');
  await logs.says('red');
  const text = await logs.text();
  expect(text).toContain('linkedafter');
  expect(text).not.toMatch(/planted-(title|clipboard|notice|font)/);
  await expect(logs.lines.locator('a, img, script')).toHaveCount(0);
  expect(await page.title()).toBe(title);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('mine');
});
