import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { bench } from './fixtures.ts';
import { median, record } from './record.ts';

const SERVICES = 500;
const TRIES = 9;
const KEYS = 60;

/** 5,000 lines as people write them: comments, lists, maps, variables, names. */
function bigFile(): string {
  const services = Array.from(
    { length: SERVICES },
    (_, n) => `  s${n}:
    # the ${n}th of many
    image: "registry.example/s${n}:\${TAG:-1}"
    restart: unless-stopped
    environment:
      INDEX: "${n}"
    depends_on: [${n === 0 ? '' : `s${n - 1}`}]
    ports:
      - "${10_000 + n}:80"
    volumes: ["data:/data/${n}"]`,
  );
  return `services:\n${services.join('\n')}\nvolumes:\n  data:\n`;
}

bench('one keystroke in a Compose file of 5,000 lines', async ({ app, chromium }) => {
  bench.setTimeout(300_000);
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-bench-compose-'));
  const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    const text = bigFile();
    await writeFile(path.join(folder, 'compose.yaml'), text);
    await page.goto(app.url);
    await page.getByRole('link', { name: 'Containers' }).first().waitFor();
    await page.waitForTimeout(1500); // as long as a person needs to find it
    await page.evaluate((to) => (location.hash = `/compose/${encodeURIComponent(to)}`), folder);
    await page.getByRole('region', { name: 'Problems' }).getByText('none').waitFor();
    await page.waitForTimeout(3000); // Compose itself has looked at it

    // In the middle: what comes after it has to move too.
    await putCursor(page, '"245"');
    const times: number[] = [];
    for (let tried = 0; tried < TRIES; tried++) {
      times.push(await untilProblem(page, () => page.keyboard.press('[')));
      await page.keyboard.press('Backspace');
      await page.getByRole('region', { name: 'Problems' }).getByText('none').waitFor();
      await page.waitForTimeout(300);
    }
    const lines = text.split('\n').length - 1;
    record({
      measure: 'one keystroke in a 5,000-line file: to shown diagnostics',
      value: median(times),
      unit: 'ms',
      bar: 300,
      note: `${lines} lines, ${SERVICES} services; slowest ${Math.max(...times).toFixed(0)} ms`,
    });

    const longest = await longestFrame(page, async () => {
      for (let key = 0; key < KEYS; key++) await page.keyboard.press('x', { delay: 60 });
    });
    record({
      measure: 'one keystroke in a 5,000-line file: longest frame',
      value: longest,
      unit: 'ms',
      bar: 50,
      note: `${KEYS} keys, one each 60 ms, diagnostics drawn meanwhile`,
    });
  } finally {
    await page.close();
    await rm(folder, { recursive: true, force: true });
  }
});

/** By the editor's own search, behind the place. */
async function putCursor(page: Page, where: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Compose file', exact: true }).press('ControlOrMeta+f');
  await page.getByRole('textbox', { name: 'Find' }).pressSequentially(where);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
}

/** From the event of the key until an error stands in the list, and has been painted. */
async function untilProblem(page: Page, press: () => Promise<void>): Promise<number> {
  // First the listener, then the key: else the key may be there before it.
  await page.evaluate(() => {
    const shown = new Promise<number>((resolve) => {
      let pressedAt = 0;
      addEventListener('keydown', () => (pressedAt = performance.now()), { capture: true, once: true });
      const list = document.querySelector('section[aria-label="Problems"]')!;
      const observer = new MutationObserver(() => {
        if (pressedAt === 0 || !list.querySelector('[data-severity="error"]')) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressedAt)));
      });
      observer.observe(list, { subtree: true, childList: true, characterData: true });
    });
    Object.assign(window, { shown });
  });
  await press();
  return page.evaluate(() => (window as unknown as { shown: Promise<number> }).shown);
}

async function longestFrame(page: Page, meanwhile: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const frames = { longestMs: 0, last: performance.now(), isOn: true };
    Object.assign(window, { frames });
    const step = () => {
      const now = performance.now();
      frames.longestMs = Math.max(frames.longestMs, now - frames.last);
      frames.last = now;
      if (frames.isOn) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  await meanwhile();
  return page.evaluate(() => {
    const { frames } = window as unknown as { frames: { longestMs: number; isOn: boolean } };
    frames.isOn = false;
    return frames.longestMs;
  });
}
