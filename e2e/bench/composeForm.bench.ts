import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { bench } from './fixtures.ts';
import { median, record } from './record.ts';

const TRIES = 9;
const LINES_PER_SERVICE = 10;

/** As people write them: comments, lists, maps, variables, names. */
function fileOf(lines: number): string {
  const services = Array.from(
    { length: Math.round(lines / LINES_PER_SERVICE) },
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

for (const lines of [300, 5000]) {
  bench(`an edit in the form of a Compose file of ${lines} lines`, async ({ app, chromium }) => {
    bench.setTimeout(120_000);
    const folder = await mkdtemp(path.join(tmpdir(), 'gantry-bench-form-'));
    const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
    try {
      await writeFile(path.join(folder, 'compose.yaml'), fileOf(lines));
      await page.goto(app.url);
      await page.getByRole('link', { name: 'Containers' }).first().waitFor();
      await page.waitForTimeout(1500); // as long as a person needs to find it
      await page.evaluate((to) => (location.hash = `/compose/${encodeURIComponent(to)}`), folder);
      await page.getByRole('tab', { name: 'Form' }).click();
      const field = page.getByRole('textbox', { name: 'ports 1: Host port', exact: true });
      await field.waitFor();
      await page.waitForTimeout(3000); // Compose itself has looked at it

      const times: number[] = [];
      for (let tried = 0; tried < TRIES; tried++) {
        const port = String(20_000 + tried);
        await field.fill(port);
        times.push(await untilShown(page, `"${port}:80"`));
        await expect(field).toHaveValue(port);
        await page.waitForTimeout(700); // the form has read it again
      }
      record({
        measure: `an edit in the form shows in the text: ${lines} lines`,
        value: median(times),
        unit: 'ms',
        bar: 50,
        note: `from Enter in the field until the text is painted; slowest ${Math.max(...times).toFixed(0)} ms of ${TRIES}`,
      });
    } finally {
      await page.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
}

/** From the event of Enter until the words stand in the text beside it, and have been painted. */
async function untilShown(page: Page, words: string): Promise<number> {
  await page.evaluate((what) => {
    const shown = new Promise<number>((resolve) => {
      let pressedAt = 0;
      addEventListener('keydown', () => (pressedAt = performance.now()), { capture: true, once: true });
      const look = () => {
        if (pressedAt > 0 && document.querySelector('.cm-content')?.textContent?.includes(what))
          setTimeout(() => resolve(performance.now() - pressedAt));
        else requestAnimationFrame(look);
      };
      // Each look is in a frame; behind the one that shows it, it is painted.
      requestAnimationFrame(look);
    });
    Object.assign(window, { shown });
  }, words);
  await page.keyboard.press('Enter');
  return page.evaluate(() => (window as unknown as { shown: Promise<number> }).shown);
}
