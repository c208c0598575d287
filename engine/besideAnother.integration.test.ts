import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine } from './index.ts';
import { enginePaths } from './native/paths.ts';
import { makeEngineDir } from './testing/abandoned.ts';
import { engineCacheDir } from './testing/startTestEngine.ts';

let dir = '';
beforeAll(async () => void (dir = await makeEngineDir()));
afterAll(async () => {
  const engine = createEngine({ dir, env: process.env });
  await engine.stop();
  await engine.close();
  await rm(dir, { recursive: true, force: true });
});

/** What a Docker with one container on a published port has in the network. */
const ANOTHER_DOCKER = `
  ip link set lo up
  echo 1 > /proc/sys/net/ipv4/ip_forward
  ip link add docker0 type bridge
  ip address add 172.17.0.1/16 dev docker0
  ip link set docker0 up
  for chain in DOCKER DOCKER-FORWARD DOCKER-USER; do iptables -N $chain; done
  iptables -A FORWARD -j DOCKER-USER
  iptables -A FORWARD -j DOCKER-FORWARD
  iptables -A DOCKER-FORWARD -o docker0 -j DOCKER
  iptables -A DOCKER -d 172.17.0.2 ! -i docker0 -o docker0 -p tcp --dport 80 -j ACCEPT
  iptables -t nat -N DOCKER
  iptables -t nat -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
  iptables -t nat -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE
  iptables -t nat -A DOCKER ! -i docker0 -p tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80`;

const LOOK = `
  iptables -S
  iptables -t nat -S
  ip -4 -oneline address show docker0`;

/** Runs in a network of its own, so that no real Docker of this machine is in danger, whatever goes wrong. */
const USE_ENGINE = `
  const { execFileSync } = await import('node:child_process');
  const { runnerImport } = await import('vite');
  const [index, options, prepare, look] = process.argv.slice(1);
  const sh = (script) => execFileSync('sh', ['-e', '-c', script], { encoding: 'utf8' });
  const { module } = await runnerImport(index, { configFile: false, logLevel: 'silent' });
  const engine = module.createEngine({ ...JSON.parse(options), env: process.env });
  sh(prepare);
  const seen = { before: sh(look) };
  try {
    await engine.start();
    seen.running = sh(look);
    await engine.restart();
    seen.again = sh(look);
  } finally {
    await engine.stop();
    await engine.close();
  }
  seen.after = sh(look);
  console.log(JSON.stringify(seen));`;

test('another Docker on this machine keeps its interface and its rules', async () => {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const options = JSON.stringify({ dir, installDir: engineCacheDir() });
  const node = [process.execPath, '--input-type=module', '--eval', USE_ENGINE];
  const { stdout } = await promisify(execFile)(
    'unshare',
    ['--net', ...node, path.join(here, 'index.ts'), options, ANOTHER_DOCKER, LOOK],
    { cwd: here },
  );
  type Seen = Readonly<Record<'before' | 'running' | 'again' | 'after', string>>;
  const seen = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Seen;
  const lines = (text: string) => text.trim().split('\n');

  expect(seen.before).toContain('-A DOCKER ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT');
  expect(seen.before).toContain('172.17.0.1/16');
  // The engine really worked beside it…
  expect(seen.again).toContain(`GT-${enginePaths(dir, '/run').tag}`);
  // …and took nothing away, neither at its start nor at its second, which is when dockerd deletes a docker0.
  expect(lines(seen.running)).toEqual(expect.arrayContaining(lines(seen.before)));
  expect(lines(seen.again)).toEqual(expect.arrayContaining(lines(seen.before)));
  expect(lines(seen.after)).toEqual(lines(seen.before));
});
