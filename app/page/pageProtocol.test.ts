import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadStaticFiles, type StaticFiles } from '../../main/server/staticFiles.ts';
import { answerPage } from './pageProtocol.ts';

let folder: string;
let files: StaticFiles;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'gantry-page-'));
  await mkdir(path.join(folder, 'assets'));
  await writeFile(path.join(folder, 'index.html'), 'the page');
  await writeFile(path.join(folder, 'assets/main.js'), 'plain');
  await writeFile(path.join(folder, 'assets/main.js.br'), 'brotli');
  files = await loadStaticFiles(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const get = (url: string, method = 'GET') => answerPage(files, { url, method });

test('the page comes under a policy that lets nothing foreign run', async () => {
  const response = get('gantry://app/');
  expect(await response.text()).toBe('the page');
  expect(response.headers.get('content-type')).toContain('text/html');
  const policy = response.headers.get('content-security-policy');
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("connect-src 'self';");
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('its files are sent plain', async () => {
  expect(await get('gantry://app/assets/main.js').text()).toBe('plain');
});

test.each([
  'gantry://app/../secret',
  'gantry://app/%2e%2e/secret',
  'gantry://app//etc/passwd',
  'gantry://other/index.html',
  'file:///etc/passwd',
])('%s is nothing', (url) => {
  expect(get(url).status).toBe(404);
});

test('it is read-only', () => {
  expect(get('gantry://app/', 'POST').status).toBe(404);
});
