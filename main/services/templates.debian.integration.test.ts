import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testCompose, bringPlugins } from '../compose/testing/madeStacks.ts';
import { type OpenGantry, openGantry } from '../containerChange/testing/gantryClient.ts';
import { cliEnv, docker, testName } from '../live/testing/engineCli.ts';
import { importDebianBase } from './testing/debianBase.ts';

const run = promisify(execFile);
const context = 'default';
const BASE = 'gantry-test/debian:proxies';
/** What the templates name; here they are Debian's own programs. */
const NGINX = 'nginx:1.28.0-alpine';
const HAPROXY = 'haproxy:3.2.1-alpine';

/** Works as the image of nginx does: names in templates are filled in, and /usr/share/nginx/html is shown. */
const DOCKERFILE = `FROM ${BASE}
RUN apt-get update && apt-get install --yes --no-install-recommends nginx haproxy wget gettext-base && rm -rf /var/lib/apt/lists/* /etc/nginx/sites-enabled/default
RUN printf 'server { listen 80; server_name localhost; root /usr/share/nginx/html; }\\n' > /etc/nginx/conf.d/default.conf
COPY start.sh /start.sh
CMD ["sh", "/start.sh"]
`;
const START = `if [ -f /usr/local/etc/haproxy/haproxy.cfg ]; then exec haproxy -W -db -f /usr/local/etc/haproxy/haproxy.cfg; fi
names=$(env | sed -n 's/^\\([A-Z_]*\\)=.*/\${\\1}/p' | tr '\\n' ' ')
for file in /etc/nginx/templates/*.template; do
  [ -f "$file" ] && envsubst "$names" < "$file" > "/etc/nginx/conf.d/$(basename "$file" .template)"
done
exec nginx -g 'daemon off;'
`;

let gantry: OpenGantry;
let root: string;
let missing: string | undefined;

beforeAll(async () => {
  gantry = await openGantry();
  await bringPlugins(gantry.dataDir);
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'gantry-proxies-')));
  ({ missing } = await importDebianBase(BASE));
  if (missing !== undefined) return;
  const folder = path.join(root, 'image');
  await mkdir(folder);
  await writeFile(path.join(folder, 'Dockerfile'), DOCKERFILE);
  await writeFile(path.join(folder, 'start.sh'), START);
  await run(process.env['GANTRY_TEST_CLI'] ?? 'docker', ['build', '--tag', NGINX, '--tag', HAPROXY, folder], {
    env: { ...cliEnv(), DOCKER_BUILDKIT: '0' },
    maxBuffer: 64 * 1024 * 1024,
  });
}, 240_000);
afterAll(async () => {
  await gantry.close();
  await docker('image', 'rm', '--force', NGINX, HAPROXY, BASE).catch(() => '');
  await rm(root, { recursive: true, force: true });
});
beforeEach((ctx) => ctx.skip(missing !== undefined, missing));

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

/** A page as a browser asks for it; `fetch` does not let the name be chosen. */
const page = (port: string, at = '/', host = 'localhost'): Promise<string> =>
  new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path: at, headers: { host } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => resolve(text));
    });
    asked.on('error', (error) => resolve(error.message));
    asked.end();
  });

/** A stack of a template, up; taken down when the work with it is over. */
async function withTemplate(
  id: string,
  values: Record<string, string>,
  work: (compose: (...words: string[]) => Promise<string>) => Promise<void>,
): Promise<void> {
  const project = testName('proxy');
  const folder = path.join(root, project);
  await gantry.client.templates.create({ context, project, folder, content: { type: 'template', id, values } });
  const compose = async (...words: string[]) =>
    (await run(testCompose(), ['--project-name', project, ...words], { cwd: folder, env: { ...cliEnv(), HOME: root } }))
      .stdout;
  try {
    await compose('up', '--detach', '--pull', 'never');
    await work(compose);
  } finally {
    await compose('down', '--volumes', '--timeout', '0');
  }
}

test('two sites answer at one port by their names, also after one of them has another address [J6]', async () => {
  const port = await freePort();
  await withTemplate('gantry/reverse-proxy', { HTTP_PORT: port, SECOND_HOST: 'shop.example' }, async (compose) => {
    const shows = async (host: string, text: string): Promise<void> =>
      await expect.poll(() => page(port, '/', host), { timeout: 20_000 }).toContain(text);
    await shows('first.localhost', 'The first site');
    await shows('shop.example', 'The second site');
    await shows('other.example', 'no site of this name');
    await compose('stop', '--timeout', '0', 'first', 'second');
    // In the other order they get each other's addresses.
    await compose('start', 'second');
    await compose('start', 'first');
    await shows('first.localhost', 'The first site');
    await shows('shop.example', 'The second site');
    await compose('up', '--detach', '--pull', 'never', '--scale', 'first=2');
    await shows('first.localhost', 'The first site');
  });
});

test('a load balancer finds three containers and then one by itself, and spreads what is asked [S34]', async () => {
  const [port, stats] = [await freePort(), await freePort()];
  const values = { HTTP_PORT: port, STATS_PORT: stats };
  await withTemplate('gantry/load-balancer', values, async (compose) => {
    const servers = async () =>
      (await page(stats, '/;csv'))
        .split('\n')
        .map((line) => line.split(','))
        .filter(([proxy, server]) => proxy === 'web' && /^web\d+$/.test(server ?? ''))
        .filter((columns) => columns[17] === 'UP');
    const areUp = async (count: number): Promise<void> =>
      await expect.poll(async () => (await servers()).length, { timeout: 40_000, interval: 500 }).toBe(count);
    await areUp(1);
    await compose('up', '--detach', '--pull', 'never', '--scale', 'web=3');
    await areUp(3);
    for (let count = 0; count < 9; count += 1) expect(await page(port)).toContain('behind the load balancer');
    expect((await servers()).every((columns) => Number(columns[7]) > 0)).toBe(true);
    await compose('up', '--detach', '--pull', 'never', '--timeout', '0', '--scale', 'web=1');
    await areUp(1);
  });
}, 120_000);
