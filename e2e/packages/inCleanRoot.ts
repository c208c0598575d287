import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { speakTo } from '../support/rawRequests.ts';

/**
 * Runs inside a clean Debian, as root, in network and process namespaces of its own: installs the package, uses it as a
 * person would, upgrades it, removes it. What was seen goes to /report.json; the test that started it judges.
 */
const [first = '', second = ''] = process.argv.slice(2);
const DATA = '/root/.local/share/gantry';
const report: Record<string, unknown> = {};

report['filesBefore'] = files();
report['install'] = run('dpkg', '-i', first);
report['installed'] = run('dpkg-query', '-W', '-f', '${Status} ${Version}', 'gantry');
report['ownedModes'] = run('stat', '-c', '%a %U', '/usr/bin/gantry', '/opt/Gantry/chrome-sandbox');
report['help'] = run('gantry', '--help');
report['desktop'] = readFileSync('/usr/share/applications/gantry.desktop', 'utf8');

const begunAt = Date.now();
const one = await start();
report['startedAfterMs'] = Date.now() - begunAt;
report['firstVersion'] = (await one.client.app.info({})).version;
await engineRuns(one.client);
report['engineRunsAfterMs'] = Date.now() - begunAt;
report['parts'] = await engineParts(one.client);
await one.client.app.updateSettings({ theme: 'dark', stopTimeoutSeconds: 7 });
await one.client.contexts.create({ name: 'kept', endpoint: 'unix:///run/elsewhere.sock' });
const context = await ownContext(one.client);
report['image'] = importImage();
const { jobId } = await one.client.containers.run({ context, settings: settings() });
report['job'] = await ended(one.client, jobId);
report['running'] = docker('ps', '--format', '{{.Names}} {{.State}}');
report['output'] = docker('logs', 'kept');
await one.stop();
report['afterQuit'] = docker('ps', '--format', '{{.Names}} {{.State}}');

report['upgrade'] = run('dpkg', '-i', second);
report['afterUpgrade'] = docker('ps', '--format', '{{.Names}} {{.State}}');
const two = await start();
await engineRuns(two.client);
report['secondVersion'] = (await two.client.app.info({})).version;
for await (const { theme, stopTimeoutSeconds } of two.client.app.settings({})) {
  report['settings'] = { theme, stopTimeoutSeconds };
  break;
}
for await (const list of two.client.contexts.watch({})) {
  report['contexts'] = list.map(({ name }) => name);
  break;
}
report['removeWhileItRuns'] = tried('gantry', 'remove-data', '--yes');
await two.stop();

report['keepSettings'] = run('gantry', 'remove-data', '--keep', 'settings', '--yes');
report['processes'] = programs();
report['mounts'] = readFileSync('/proc/self/mounts', 'utf8')
  .split('\n')
  .filter((line) => line.includes('gantry'));
report['links'] = run('ip', '-o', 'link');
report['rules'] = tried('iptables', '-S');
report['kept'] = existsSync(DATA) ? readdirSync(DATA).sort() : [];
report['purge'] = run('dpkg', '-P', 'gantry');
report['leftWithSettings'] = left();
rmSync(DATA, { recursive: true, force: true });
rmSync('/root/.docker', { recursive: true, force: true }); // contexts are the docker CLI's
report['left'] = left();
writeFileSync('/report.json', JSON.stringify(report));
process.exit(0);

function run(file: string, ...args: readonly string[]): string {
  return execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

function tried(file: string, ...args: readonly string[]): string {
  try {
    return run(file, ...args);
  } catch (error) {
    return String((error as { stderr?: unknown }).stderr).trim();
  }
}

/** Everything that a package may leave behind; not what changes by itself, nor dpkg's own books. */
function files(): readonly string[] {
  const own = '-path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp -o -path /work';
  const books = '-path /var/lib/dpkg -o -path /var/log -o -path /var/cache -o -path /sys/fs/cgroup';
  return run('sh', '-c', `find / -xdev \\( ${own} -o ${books} \\) -prune -o -print | sort`).split('\n');
}

function left(): readonly string[] {
  const before = new Set(report['filesBefore'] as readonly string[]);
  return files().filter((file) => !before.has(file));
}

async function start() {
  const child = spawn('gantry', ['--browser', '--no-open', '--port', '4280'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /Gantry is at (\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.on('exit', (code) => reject(new Error(`gantry ended with ${code}: ${said}`)));
  });
  const { client, close } = speakTo(url);
  return {
    client,
    async stop() {
      close();
      const gone = new Promise((resolve) => child.on('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    },
  };
}

type Client = ReturnType<typeof speakTo>['client'];

async function engineRuns(client: Client): Promise<void> {
  for await (const { state } of client.engine.watch({})) {
    if (state.type === 'running') return;
    if (state.type === 'failed') throw new Error(`${state.cause.message}\n${state.logTail.join('\n')}`);
  }
}

async function engineParts(client: Client): Promise<readonly string[]> {
  for await (const { parts } of client.engine.watch({})) return parts.map((one) => `${one.name} ${one.source}`);
  return [];
}

async function ownContext(client: Client): Promise<string> {
  for await (const list of client.contexts.watch({})) {
    const own = list.find(({ source, state }) => source === 'own-engine' && state.type === 'connected');
    if (own) return own.name;
  }
  return '';
}

async function ended(client: Client, jobId: string): Promise<string> {
  for await (const change of client.jobs.watch({})) {
    const jobs = change.type === 'snapshot' ? change.items : change.upserted;
    const job = jobs.find(({ id }) => id === jobId);
    if (job && job.state !== 'running') return `${job.state}: ${job.message}`;
  }
  return 'unknown';
}

function dockerProgram(): string {
  const base = path.join(DATA, 'engine/install');
  const { id } = JSON.parse(readFileSync(path.join(base, 'installed.json'), 'utf8')) as { id: string };
  const places = ['usr/bin/docker', 'docker/docker'].map((one) => path.join(base, id, one));
  return places.find((one) => existsSync(one)) ?? '';
}

function docker(...args: readonly string[]): string {
  return run(dockerProgram(), '-H', `unix://${DATA}/engine/run/docker.sock`, ...args);
}

/** Of what the clean root has: its libraries and one program. */
function importImage(): string {
  const socket = `unix://${DATA}/engine/run/docker.sock`;
  return run(
    'sh',
    '-c',
    `tar -C / -c usr/bin/sh usr/bin/dash usr/bin/echo usr/bin/sleep usr/lib/x86_64-linux-gnu/libc.so.6 usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 usr/lib64 bin lib lib64 | "${dockerProgram()}" -H ${socket} import - mini`,
  );
}

function settings() {
  return { image: 'mini', name: 'kept', command: ['sh', '-c', 'echo it runs; sleep 1000'] } as never;
}

function programs(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
      } catch {
        return '';
      }
    });
}
