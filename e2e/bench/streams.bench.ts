import { fill } from './fill.ts';
import { bench } from './fixtures.ts';
import { record } from './record.ts';

const OPENINGS = 50;

bench('streams left open after logs and terminals', async ({ api, app, counting, chromium }) => {
  bench.setTimeout(300_000);
  const [id] = await fill(api, 1, 1);
  const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(app.url);
  const go = (place: string) => page.evaluate((hash) => (location.hash = hash), `#/containers${place}`);
  const following = () => counting.openStreams().filter((request) => /\/(logs|exec|attach)/.test(request)).length;
  let seen = 0;
  for (let opening = 0; opening < OPENINGS; opening++) {
    const isLog = opening % 2 === 0;
    const before = counting.requests.length;
    await go(`/${id}/${isLog ? 'logs' : 'terminal'}`);
    const wanted = isLog ? /\/logs/ : /\/exec\/[^/]+\/start/;
    while (!counting.requests.slice(before).some((request) => wanted.test(request))) await page.waitForTimeout(20);
    seen++;
    if (!isLog) {
      // A terminal outlives navigation on purpose: closed for good is its own step.
      await page
        .getByRole('button', { name: /^Close \S/ })
        .first()
        .click();
    }
    await go('');
  }
  await page.waitForTimeout(3000);
  record({
    measure: 'streams left open at the engine after 50 openings of logs and terminals',
    value: following(),
    unit: `of ${seen}`,
    bar: 1,
    note: `all that is open: ${counting.openStreams().length} (events, statistics)`,
  });
  await page.close();
});
