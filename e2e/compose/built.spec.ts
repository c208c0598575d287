import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { securityHeaders } from '../../main/server/guard.ts';
import { loadStaticFiles } from '../../main/server/staticFiles.ts';
import { expect, test } from './compose.fixtures.ts';

const dist = path.resolve(import.meta.dirname, '../../dist');
const sources = path.resolve(import.meta.dirname, '../../resources/templates');

test('the worker of the editor is a file of the page’s own, as its policy wants it, and does its work', async ({
  editor,
  gantry,
  openText,
}) => {
  const refused: string[] = [];
  gantry.page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) refused.push(message.text());
  });
  const started = gantry.page.waitForEvent('worker', { predicate: (worker) => worker.url().includes('worker') });
  await openText('services:\n  web:\n    imag: nginx\n');
  const worker = new URL((await started).url());
  await expect(editor.problem('There is no key “imag')).toBeVisible();
  expect(worker.host).toBe(new URL(gantry.page.url()).host);
  expect(refused).toEqual([]);

  // A packed app answers with these very files and headers.
  const file = (await loadStaticFiles(path.join(dist, 'renderer'))).get(worker.pathname);
  expect(file?.type).toContain('javascript');
  expect(securityHeaders()['Content-Security-Policy']).toContain("worker-src 'self'");
});

test('what is built and packed has all templates, as they are', async () => {
  const all = async (folder: string) => {
    const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
    const texts = names.toSorted().map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')]);
    return Object.fromEntries(await Promise.all(texts)) as Readonly<Record<string, string>>;
  };
  const built = await all(path.join(dist, 'stack-templates'));
  expect(Object.keys(built).filter((name) => name.endsWith('template.json')).length).toBeGreaterThan(10);
  expect(built).toEqual(await all(sources));
  expect(await readFile(path.join(dist, '../electron-builder.yml'), 'utf8')).toMatch(/^files:\n {2}- dist\/\*\*$/m);
});
