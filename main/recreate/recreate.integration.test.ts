import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { docker, removeAll, testName } from '../live/testing/engineCli.ts';
import { listDependents } from './dependents.ts';
import { inspectMade } from './made.ts';
import type { Wanted } from './planOperation.ts';
import { type OpenRecreate, openRecreate, withVariable } from './testing/openRecreate.ts';

let app: OpenRecreate;
let dir: string;
const prefix = testName('anew');
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-journal-'));
  app = await openRecreate({ dir });
});
const named = async () =>
  (await docker('ps', '--all', '--filter', `name=${prefix}`, '--format', '{{.Names}}')).split('\n').filter(Boolean);
afterEach(async () => removeAll(await named()));
afterAll(async () => {
  await app.close();
  await rm(dir, { recursive: true, force: true });
});

let count = 0;
async function use(...args: string[]): Promise<string> {
  const name = `${prefix}-${++count}`;
  const common = ['--detach', '--label', 'gantry.test', '--stop-timeout', '0', '--name', name];
  await docker('run', ...common, ...args, 'busybox', 'sleep', '1000');
  return name;
}
const addressIn = (name: string, network: string) =>
  say(name, `{{(index .NetworkSettings.Networks "${network}").IPAddress}}`);
const say = (name: string, format: string) => docker('inspect', '--format', format, name);

async function replace(name: string, wanted: Partial<Wanted> = {}) {
  const connection = await app.connect();
  const made = await inspectMade(connection, name);
  const dependents = await listDependents(connection);
  const common = { title: `Change ${name}`, made, old: {}, dependents, keepOld: true, watchMs: 200 };
  return app.recreate.replace(connection, { ...common, change: withVariable('CHANGED=1'), ...wanted }, app.doing);
}

describe('a container that is made anew', () => {
  test('keeps all its MAC addresses, also that of a second network, its addresses, aliases and volumes', async () => {
    const [one, two] = [`${prefix}-a`, `${prefix}-b`];
    await docker('network', 'create', '--label', 'gantry.test', '--subnet', '172.31.81.0/24', one);
    await docker('network', 'create', '--label', 'gantry.test', '--subnet', '172.31.82.0/24', two);
    try {
      const name = await use(
        ...['--network', `name=${one},ip=172.31.81.9,mac-address=02:42:aa:00:00:01,alias=db`],
        ...['--network', `name=${two},ip=172.31.82.9,mac-address=02:42:aa:00:00:02,alias=cache`],
        ...['--volume', '/data', '--publish', '127.0.0.1::80'],
      );
      const facts =
        '{{range $k, $n := .NetworkSettings.Networks}}{{$k}} {{$n.MacAddress}} {{$n.IPAddress}} {{$n.Aliases}};{{end}} {{range .Mounts}}{{.Name}}{{end}}';
      const before = await say(name, facts);
      const { way } = await replace(name);
      expect(way).toBe('in-place');
      expect(await say(name, facts)).toBe(before);
      expect(before).toContain('02:42:aa:00:00:02');
      expect(await say(name, '{{.Config.Env}}')).toContain('CHANGED=1');
    } finally {
      await removeAll(await named());
      await docker('network', 'rm', one, two);
    }
  });

  test('takes with it what lives in its network, its memory, its processes, and what is linked to it', async () => {
    const owner = await use('--ipc', 'shareable');
    const guest = await use('--network', `container:${owner}`);
    const memory = await use('--ipc', `container:${owner}`);
    const processes = await use('--pid', `container:${owner}`);
    const linked = await use('--link', `${owner}:db`);
    const operation = await replace(owner);
    expect(operation.members.map(({ name }) => name).toSorted()).toEqual(
      [owner, guest, memory, processes, linked].toSorted(),
    );
    const id = await say(owner, '{{.Id}}');
    expect(operation.members[0]?.newId).toBe(id);
    expect(await say(guest, '{{.HostConfig.NetworkMode}}')).toBe(`container:${id}`);
    expect(await say(memory, '{{.HostConfig.IpcMode}}')).toBe(`container:${id}`);
    expect(await say(processes, '{{.HostConfig.PidMode}}')).toBe(`container:${id}`);
    expect(await say(linked, '{{.HostConfig.Links}}')).toBe(`[/${owner}:/${linked}/db]`);
    expect(await docker('exec', linked, 'cat', '/etc/hosts')).toContain('db');
    for (const one of [owner, guest, memory, processes, linked]) {
      expect(await say(one, '{{.State.Running}}')).toBe('true');
    }
    for (const one of [guest, memory, processes, linked]) await docker('restart', '--timeout', '0', one);
    // Rolled back, they are the old ones again, each with the other.
    await app.recreate.rollBack(await app.connect(), operation.id, app.doing);
    expect(await say(owner, '{{.Id}}')).toBe(operation.members[0]?.oldId);
    expect(await say(guest, '{{.HostConfig.NetworkMode}}')).toBe(`container:${operation.members[0]?.oldId}`);
    expect(await say(linked, '{{.State.Running}}')).toBe('true');
  });

  test('goes on with the volumes of a container that was named by --volumes-from and is gone', async () => {
    const source = await use('--volume', '/from', '--volume', '/tmp:/bound:ro');
    const name = await use('--volumes-from', source);
    await docker('exec', name, 'sh', '-c', 'echo kept > /from/file');
    const mounts = () => say(name, '{{range .Mounts}}{{.Destination}} {{.Name}}{{.Source}} {{.RW}};{{end}}');
    const before = (await mounts()).split(';').toSorted();
    await replace(name);
    expect((await mounts()).split(';').toSorted()).toEqual(before);
    expect(await say(name, '{{.HostConfig.VolumesFrom}}')).toBe(`[${source}]`);
    await docker('rm', '--force', source);
    await replace(name, { change: withVariable('AGAIN=1') });
    expect((await mounts()).split(';').toSorted()).toEqual(before);
    expect(await docker('exec', name, 'cat', '/from/file')).toBe('kept');
    const volume = await say(name, '{{range .Mounts}}{{.Name}}{{end}}');
    await removeAll(await named());
    await docker('volume', 'rm', '--force', volume);
  });

  test('that dies within the time comes back by itself: the old one runs, nothing is left over', async () => {
    const name = await use('--volume', '/data', '--restart', 'always');
    const before = await say(name, '{{.Id}} {{.HostConfig.RestartPolicy.Name}} {{range .Mounts}}{{.Name}}{{end}}');
    const dies = (body: Record<string, unknown>) => ({ ...body, Cmd: ['sh', '-c', 'sleep 1; exit 3'] });
    await expect(replace(name, { change: dies, watchMs: 3000 })).rejects.toThrow(
      /did not come up: it ended.*old one is back/,
    );
    expect(await say(name, '{{.Id}} {{.HostConfig.RestartPolicy.Name}} {{range .Mounts}}{{.Name}}{{end}}')).toBe(
      before,
    );
    expect(await say(name, '{{.State.Running}}')).toBe('true');
    expect((await named()).filter((one) => one.startsWith(name))).toEqual([name]);
    expect((await readdir(dir)).length).toBe([...app.recreate.feed.values()].length);
  });

  test.each([
    ['in place of the old one', 'in-place', ['--volume', '/data']],
    ['beside the old one', 'beside', []],
  ] as const)('that turns unhealthy within the time, started %s, gives way to the old one', async (_, way, mounts) => {
    const check = ['--health-cmd', 'test -z "$CHANGED" || { echo no answer; exit 1; }'];
    const name = await use(...mounts, ...check, '--health-interval', '300ms', '--health-retries', '2');
    const facts = '{{.Id}} {{.State.Running}} {{.State.StartedAt}}';
    const before = await say(name, facts);
    await expect(replace(name, { watchMs: 60_000 })).rejects.toThrow(
      /did not come up: its health check fails: no answer.*old one is back|its health check fails: no answer/,
    );
    const after = await say(name, facts);
    expect(after.split(' ').slice(0, 2)).toEqual(before.split(' ').slice(0, 2));
    // Beside it, the old one has never stopped.
    expect(after === before).toBe(way === 'beside');
    expect(await say(name, '{{.Config.Env}}')).not.toContain('CHANGED');
    expect((await named()).filter((one) => one.startsWith(name))).toEqual([name]);
  });

  test('stays what a link of a further network leads to, whether it or the one with the link is made anew', async () => {
    const network = `${prefix}-links`;
    await docker('network', 'create', '--label', 'gantry.test', network);
    try {
      const db = await use('--network', network);
      const web = await use();
      await docker('network', 'connect', '--link', `${db}:store`, network, web);
      const reached = async () =>
        (await docker('exec', web, 'nslookup', 'store')).includes(await addressIn(db, network));
      expect(await reached()).toBe(true);
      await replace(db);
      expect(await say(db, '{{.Config.Env}}')).toContain('CHANGED=1');
      expect(await reached()).toBe(true);
      await replace(web);
      expect(await say(web, '{{.Config.Env}}')).toContain('CHANGED=1');
      expect(await say(web, `{{(index .NetworkSettings.Networks "${network}").Links}}`)).toBe(`[${db}:store]`);
      expect(await reached()).toBe(true);
    } finally {
      await removeAll(await named());
      await docker('network', 'rm', network);
    }
  });

  test('whose new settings the engine refuses is not touched at all', async () => {
    const name = await use('--publish', '127.0.0.1::80');
    const before = await say(name, '{{.Id}} {{.State.StartedAt}}');
    const refused = (body: Record<string, unknown>) => ({ ...body, WorkingDir: 'not/absolute' });
    await expect(replace(name, { change: refused })).rejects.toThrow(/working directory/i);
    expect(await say(name, '{{.Id}} {{.State.StartedAt}}')).toBe(before);
    expect((await named()).filter((one) => one.startsWith(name))).toEqual([name]);
  });

  test('is rolled back by hand and forth again; a later change takes the place of what was kept', async () => {
    const name = await use('--volume', '/data', '--restart', 'unless-stopped');
    const volume = await say(name, '{{range .Mounts}}{{.Name}}{{end}}');
    const env = () => say(name, '{{.Config.Env}}');
    const first = await replace(name);
    const [aside] = (await named()).filter((one) => one.includes('-before-'));
    expect(await say(aside!, '{{.State.Running}} {{.HostConfig.RestartPolicy.Name}}')).toBe('false no');
    const back = await app.recreate.rollBack(await app.connect(), first.id, app.doing);
    expect(await env()).not.toContain('CHANGED=1');
    expect(await say(name, '{{.State.Running}} {{.HostConfig.RestartPolicy.Name}}')).toBe('true unless-stopped');
    expect((await named()).filter((one) => one.startsWith(name))).toHaveLength(2);
    const forth = await app.recreate.rollBack(await app.connect(), back.id, app.doing);
    expect(await env()).toContain('CHANGED=1');
    const second = await replace(name, { change: withVariable('TWICE=2'), replaces: [forth.id] });
    expect(await env()).toContain('TWICE=2');
    expect((await named()).filter((one) => one.startsWith(name))).toHaveLength(2);
    await app.recreate.drop(await app.connect(), second.id);
    expect((await named()).filter((one) => one.startsWith(name))).toEqual([name]);
    expect(await say(name, '{{range .Mounts}}{{.Name}}{{end}}')).toBe(volume);
    await removeAll([name]);
    await docker('volume', 'rm', '--force', volume);
  });

  test('that does not run stays so; one that is removed when it ends is left', async () => {
    const name = await use();
    await docker('stop', '--timeout', '0', name);
    await replace(name);
    expect(await say(name, '{{.State.Running}} {{.Config.Env}}')).toMatch(/^false .*CHANGED=1/);
    const brief = await use('--rm');
    await expect(replace(brief)).rejects.toThrow(/removed when it ends/);
  });
});
