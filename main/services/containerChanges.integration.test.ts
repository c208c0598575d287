import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContainerChange, RemovedContainer } from '../../contract/model/containerChange.ts';
import { filesImage } from '../../contract/model/filesImage.ts';
import type { RunSettings } from '../../contract/model/run.ts';
import { type OpenGantry, openGantry } from '../containerChange/testing/gantryClient.ts';
import { docker, removeAll, shell, testName } from '../live/testing/engineCli.ts';
import { comparable } from './containers/testing/comparable.ts';
import { madeImages } from './transfers/testing/madeImages.ts';

const context = 'default';
const made = madeImages();
let app: OpenGantry;
const prefix = testName('change');
beforeAll(async () => {
  app = await openGantry();
});
const named = async () =>
  (await docker('ps', '--all', '--filter', `name=${prefix}`, '--format', '{{.Names}}')).split('\n').filter(Boolean);
afterAll(async () => {
  await removeAll(await named());
  await app.close();
});

let count = 0;
async function use(...args: string[]): Promise<{ readonly name: string; readonly id: string }> {
  const name = `${prefix}-${++count}`;
  const common = ['--detach', '--label', 'gantry.test', '--stop-timeout', '0', '--name', name];
  return { name, id: await docker('run', ...common, ...args, 'busybox', 'sleep', '1000') };
}
const say = (name: string, format: string) => docker('inspect', '--format', format, name);
const idOf = (name: string) => say(name, '{{.Id}}');

async function wanted(id: string, change: (settings: RunSettings) => Partial<RunSettings>) {
  const { settings } = await app.client.containerSettings.of({ context, id });
  return { type: 'settings' as const, before: settings, after: { ...settings, ...change(settings) } };
}
type Wanted = Awaited<ReturnType<typeof wanted>> | { readonly type: 'version'; readonly versionId: string };
const preview = (id: string, of: Wanted) => app.client.containerChanges.preview({ context, id, wanted: of });
async function apply(id: string, of: Wanted, options: { watchSeconds?: number; keepsOld?: boolean } = {}) {
  const { jobId } = await app.client.containerChanges.apply({ context, id, wanted: of, watchSeconds: 1, ...options });
  return app.ended(jobId);
}
async function first<T>(stream: AsyncIterable<T>): Promise<T> {
  for await (const item of stream) return item;
  throw new Error('Nothing came.');
}
const changes = async (): Promise<readonly ContainerChange[]> => {
  const change = await first(app.client.containerChanges.watch({ context }));
  return change.type === 'snapshot' ? change.items : [];
};
const removed = async (name: string): Promise<RemovedContainer | undefined> => {
  const change = await first(app.client.containerChanges.watchRemoved({ context }));
  return change.type === 'snapshot' ? change.items.find((one) => one.name === name) : undefined;
};
const env = (settings: RunSettings, name: string, value: string) => ({
  env: [...settings.env.filter((one) => one.name !== name), { name, value }],
});

describe('an edit', () => {
  test('of one variable is shown as old and new, and makes the container anew with everything else as it was', async () => {
    const { name, id } = await use(
      '--env',
      'A=1',
      '--env',
      'B=x=y',
      '--volume',
      '/data',
      '--memory',
      '64m',
      '--oom-score-adj',
      '5',
    );
    const volume = await say(name, '{{range .Mounts}}{{.Name}}{{end}}');
    await docker('exec', name, 'sh', '-c', 'echo 1 > /data/file; echo 2 > /own');
    const of = await wanted(id, (settings) => env(settings, 'A', '2'));
    const shown = await preview(id, of);
    expect(shown).toMatchObject({ way: 'in-place', reason: 'it writes to volumes', dependents: [], isRunning: true });
    expect(shown.changes).toEqual([
      { key: 'Env.A', group: 'Environment', label: 'A', isVariable: true, before: '1', after: '2', needsNew: true },
    ]);
    expect(shown.writableBytes).toBeGreaterThan(0);
    const before = JSON.parse(await say(name, '{{json .HostConfig}}')) as Record<string, unknown>;
    expect(await apply(id, of)).toMatchObject({ state: 'done', kind: 'change', message: `Changed ${name}` });
    expect(await idOf(name)).not.toBe(id);
    expect(JSON.parse(await say(name, '{{json .Config.Env}}'))).toEqual(expect.arrayContaining(['A=2', 'B=x=y']));
    const after = JSON.parse(await say(name, '{{json .HostConfig}}')) as Record<string, unknown>;
    expect({ ...after, Binds: null }).toEqual({ ...before, Binds: null });
    expect(await docker('exec', name, 'cat', '/data/file')).toBe('1');

    // What it had written outside of its volumes is with the one that is kept.
    const kept = (await changes()).find((one) => one.newId === shown.name || one.name === name);
    expect(kept).toMatchObject({ state: 'kept', oldId: id });
    const size = await app.client.containerChanges.keptSize({ context, changeId: kept!.id });
    expect(size.writableBytes).toBeGreaterThan(0);
    const { jobId } = await app.client.containerChanges.rollBack({ context, changeId: kept!.id });
    expect(await app.ended(jobId)).toMatchObject({ state: 'done' });
    expect(await idOf(name)).toBe(id);
    expect(await docker('exec', name, 'cat', '/data/file', '/own')).toBe('1\n2');
    const forth = (await changes()).find((one) => one.name === name);
    await app.client.containerChanges.drop({ context, changeId: forth!.id });
    expect((await named()).filter((one) => one.startsWith(`${name}-`))).toEqual([]);
    await removeAll([name]);
    await docker('volume', 'rm', '--force', volume);
  });

  test('of limits, the restart policy, the name and a further network is made while it runs', async () => {
    const network = `${prefix}-net`;
    await docker('network', 'create', '--label', 'gantry.test', network);
    try {
      const { name, id } = await use('--memory', '64m', '--pids-limit', '50');
      const startedAt = await say(id, '{{.State.StartedAt}}');
      const lab = { name: network, aliases: ['db'], linkLocalAddresses: [], driverOptions: [], links: [] };
      const bridge = { ...lab, name: 'bridge', aliases: [] };
      const of = await wanted(id, () => ({
        ...{ memoryBytes: 128 * 1024 ** 2, cpus: 0.5, pids: undefined, name: `${name}-live` },
        ...{ restartPolicy: { name: 'unless-stopped' as const }, networks: [bridge, lab] },
      }));
      const shown = await preview(id, of);
      expect(shown.way).toBe('live');
      expect(shown.changes.map(({ label, before, after }) => [label, before, after])).toEqual(
        expect.arrayContaining([
          ['Name', name, `${name}-live`],
          ['Memory', '64 MiB', '128 MiB'],
          ['Memory and swap', '128 MiB', '256 MiB'],
          ['CPUs', undefined, '0.5'],
          ['Restart policy', undefined, 'unless-stopped'],
          [network, undefined, 'as db'],
        ]),
      );
      expect(await apply(id, of)).toMatchObject({ state: 'done', message: `Changed ${name}-live` });
      const facts =
        '{{.State.StartedAt}} {{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.RestartPolicy.Name}} {{.Name}}';
      expect(await say(id, facts)).toBe(`${startedAt} 134217728 500000000 unless-stopped /${name}-live`);
      expect(await say(id, `{{(index .NetworkSettings.Networks "${network}").Aliases}}`)).toBe('[db]');
      // And off again; the first network stays.
      const back = await wanted(id, () => ({ networks: [] }));
      expect((await preview(id, back)).way).toBe('live');
      expect(await apply(id, back)).toMatchObject({ state: 'done' });
      expect(Object.keys(JSON.parse(await say(id, '{{json .NetworkSettings.Networks}}')) as object)).toEqual([
        'bridge',
      ]);
      await removeAll([id]);
    } finally {
      await docker('network', 'rm', network);
    }
  });

  test('of a name that somebody’s link in a further network goes by says whose', async () => {
    const network = `${prefix}-linked`;
    await docker('network', 'create', '--label', 'gantry.test', network);
    try {
      const [db, web] = [await use('--network', network), await use()];
      await docker('network', 'connect', '--link', `${db.name}:store`, network, web.name);
      const store = () => docker('exec', web.name, 'nslookup', 'store').catch(() => 'not found');
      expect(await store()).not.toContain('not found');
      const of = await wanted(db.id, () => ({ name: `${db.name}-r` }));
      expect(await preview(db.id, of)).toMatchObject({ way: 'live', linkedBy: [web.name] });
      expect((await preview(db.id, await wanted(db.id, () => ({ memoryBytes: 1e8 })))).linkedBy).toEqual([]);
      expect(await apply(db.id, of)).toMatchObject({ state: 'done' });
      expect(await store()).toContain('not found'); // the engine’s own doing, as it was said
      // What is advised.
      await docker('network', 'disconnect', network, db.id);
      await docker('network', 'connect', '--alias', db.name, network, db.id);
      expect(await store()).not.toContain('not found');
      await removeAll([db.id, web.id]);
    } finally {
      await docker('network', 'rm', network);
    }
  });

  test('that the engine refuses half way is taken back', async () => {
    const { name, id } = await use('--memory', '64m');
    const of = await wanted(id, () => ({ name: `${name}-x`, cpuShares: 300, cpusetCpus: '999' }));
    expect((await preview(id, of)).way).toBe('live');
    expect(await apply(id, of)).toMatchObject({ state: 'failed' });
    expect(await say(id, '{{.Name}} {{.HostConfig.CpuShares}}')).toBe(`/${name} 0`);
  });

  test('of networks of which one cannot give the address is taken back whole, and the container can start again', async () => {
    const [open, taken] = [`${prefix}-open`, `${prefix}-taken`];
    await docker('network', 'create', '--label', 'gantry.test', open);
    await docker('network', 'create', '--label', 'gantry.test', '--subnet', '10.84.0.0/24', taken);
    try {
      const { name, id } = await use();
      const plain = { aliases: [], linkLocalAddresses: [], driverOptions: [], links: [] };
      // The gateway's.
      const last = { ...plain, name: taken, ipv4Address: '10.84.0.1' };
      const networks = [...['bridge', open].map((network) => ({ ...plain, name: network })), last];
      const of = await wanted(id, () => ({ name: `${name}-x`, networks }));
      expect((await preview(id, of)).way).toBe('live');
      expect(await apply(id, of)).toMatchObject({
        ...{ state: 'failed', error: { message: expect.stringMatching(/address/i) } },
      });
      const facts = '{{.Name}} {{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}';
      expect(await say(id, facts)).toBe(`/${name} bridge`);
      await docker('restart', '--timeout', '0', id);
      await removeAll([id]);
    } finally {
      await docker('network', 'rm', open, taken);
    }
  });

  test('whose new container dies comes back by itself, and says why', async () => {
    const { name, id } = await use();
    const of = await wanted(id, () => ({ command: ['sh', '-c', 'exit 7'] }));
    const job = await apply(id, of, { watchSeconds: 3 });
    expect(job).toMatchObject({
      state: 'failed',
      error: { message: expect.stringMatching(/exit code 7.*old one is back/) },
    });
    expect(await say(name, '{{.Id}} {{.State.Running}}')).toBe(`${id} true`);
  });

  test('takes over what somebody else has changed since the form was opened', async () => {
    const { name, id } = await use('--env', 'A=1');
    const of = await wanted(id, (settings) => env(settings, 'A', '2'));
    await docker('update', '--memory', '64m', '--memory-swap', '128m', id);
    expect(await apply(id, of)).toMatchObject({ state: 'done' });
    expect(await say(name, '{{.HostConfig.Memory}} {{.Config.Env}}')).toMatch(/^67108864 .*A=2/);
  });

  test('stays with its image where the name stands for a newer one by now, unless that is wanted', async () => {
    const tag = `${testName('moved')}:1`;
    const old = await made.image(tag);
    made.forgetId(old);
    const name = `${prefix}-${++count}`;
    const id = await docker('run', '--detach', '--label', 'gantry.test', '--stop-timeout', '0', '--name', name, tag);
    const fresh = await made.image(tag);
    const of = await wanted(id, (settings) => env(settings, 'A', '2'));
    expect(await preview(id, of)).toMatchObject({ hasNewerImage: true, changes: [{ key: 'Env.A' }] });
    expect(await apply(id, of)).toMatchObject({ state: 'done' });
    expect(await say(name, '{{.Image}}')).toBe(old);
    const again = await wanted(await idOf(name), () => ({}));
    expect((await preview(await idOf(name), again)).way).toBe('nothing');
    await removeAll((await named()).filter((one) => one.startsWith(name)));
    expect(fresh).not.toBe(old);
  });

  test.each<[string, string[], (settings: RunSettings) => Partial<RunSettings>]>([
    ['limits', ['--memory', '64m'], () => ({ memoryBytes: 1e8, cpus: 0.25, cpuShares: 100, pids: 30 })],
    ['a policy with a count', [], () => ({ restartPolicy: { name: 'on-failure', maximumRetryCount: 4 } })],
    ['a name', [], ({ name }) => ({ name: `${name}-r` })],
    ['a variable', ['--env', 'A=1', '--publish', '127.0.0.1::80'], (settings) => env(settings, 'A', 'x y')],
    ['a command', [], () => ({ command: ['sleep', '500'] })],
  ])('of %s leaves what the command that is shown leaves', async (_, options, change) => {
    const [ours, theirs] = [await use(...options), await use(...options)];
    const { command } = await preview(theirs.id, await wanted(theirs.id, change));
    expect(await apply(ours.id, await wanted(ours.id, change), { keepsOld: true })).toMatchObject({ state: 'done' });
    await shell(command);
    const facts = async ({ name }: { readonly name: string }) => {
      const now = (await named()).filter((one) => one.startsWith(name) && !one.includes('-before'));
      const [inspected] = JSON.parse(await docker('inspect', now[0]!)) as [
        { Config: Record<string, unknown>; HostConfig: Record<string, unknown>; State: { Running: boolean } },
      ];
      // What a client attaches to is no setting of the container.
      const streams = { AttachStdin: false, AttachStdout: false, AttachStderr: false };
      const config = comparable({ Id: '-'.repeat(64), ...inspected.Config, ...streams }, name);
      const host = comparable({ Id: '-'.repeat(64), ...inspected.HostConfig }, name);
      const text = JSON.stringify([now, config, host, inspected.State.Running]);
      return JSON.parse(
        text.replaceAll(name, 'it').replaceAll(/"Hostname":"[0-9a-f]{12}"/g, '"Hostname":""'),
      ) as unknown;
    };
    expect(await facts(ours)).toEqual(await facts(theirs));
  });
});

describe('the history of a container', () => {
  const history = async (id: string) => app.client.containerChanges.history({ context, id });

  test('has what was changed here and by others, compares any two, and leads back', async () => {
    const { name, id } = await use('--env', 'TOKEN=secret-1', '--env', 'A=1');
    await expect.poll(async () => (await history(id)).length).toBe(1);
    await docker('update', '--memory', '64m', '--memory-swap', '128m', id);
    await expect.poll(async () => (await history(id)).length, { timeout: 5000 }).toBe(2);
    expect(await apply(id, await wanted(id, (settings) => env(settings, 'A', '2')))).toMatchObject({ state: 'done' });
    const now = await idOf(name);
    const versions = await history(now);
    expect(versions.map(({ by }) => by)).toEqual(['app', 'others', expect.any(String)]);
    expect(versions[0]).toMatchObject({ isCurrent: true, changes: [{ key: 'Env.A', before: '1', after: '2' }] });
    expect(versions[1]?.changes.map(({ label }) => label)).toEqual(['Memory', 'Memory and swap']);
    const [newest, , oldest] = versions;
    const compared = await app.client.containerChanges.compare({
      context,
      id: now,
      before: oldest!.id,
      after: newest!.id,
    });
    expect(compared.map(({ label }) => label)).toEqual(['A', 'Memory', 'Memory and swap']);
    // It is there when the app comes back, in a file that nobody else reads.
    await app.restart();
    expect((await history(now)).map((one) => one.id)).toEqual(versions.map((one) => one.id));
    const [folder = ''] = await readdir(join(app.dataDir, 'history'));
    for (const file of await readdir(join(app.dataDir, 'history', folder)))
      expect((await stat(join(app.dataDir, 'history', folder, file))).mode & 0o077).toBe(0);
    const job = await apply(now, { type: 'version', versionId: oldest!.id });
    expect(job).toMatchObject({ state: 'done' });
    expect(await say(name, '{{.Config.Env}} {{.HostConfig.Memory}}')).toMatch(/A=1.* 0$/);
  });
});

describe('a removal', () => {
  const remove = async (id: string, action: object = {}) => {
    const all = { type: 'remove' as const, force: true, volumes: false, ...action };
    for await (const result of app.client.containers.apply({ context, ids: [id], action: all })) return result;
    return undefined;
  };

  test('is undone: the container is there again as it was, with its named volumes, and runs', async () => {
    const volume = `${prefix}-volume`;
    await docker('volume', 'create', '--label', 'gantry.test', volume);
    const { name, id } = await use(
      '--env',
      'A=1',
      '--volume',
      `${volume}:/data`,
      '--volume',
      '/nameless',
      '--restart',
      'always',
    );
    const nameless = await say(name, '{{range .Mounts}}{{if ne .Name "' + volume + '"}}{{.Name}}{{end}}{{end}}');
    await docker('exec', name, 'sh', '-c', 'echo 1 > /data/file; echo 2 > /nameless/file');
    const before = JSON.parse(await say(name, '{{json .HostConfig}}')) as Record<string, unknown>;
    expect(await remove(id, { stopFirst: true, force: false })).not.toHaveProperty('error');
    const gone = await removed(name);
    expect(gone).toMatchObject({ by: 'app', wasRunning: true, lostVolumes: [], image: 'busybox' });
    expect(gone?.namedVolumes).toContain(volume);
    const { jobId } = await app.client.containerChanges.undoRemoval({ context, removedId: gone!.id });
    expect(await app.ended(jobId)).toMatchObject({ state: 'done' });
    expect(await docker('exec', name, 'cat', '/data/file', '/nameless/file')).toBe('1\n2');
    const after = JSON.parse(await say(name, '{{json .HostConfig}}')) as Record<string, unknown>;
    expect({ ...after, Binds: null }).toEqual({ ...before, Binds: null });
    expect(await removed(name)).toBeUndefined();
    await removeAll([name]);
    await docker('volume', 'rm', '--force', volume, nameless);
  });

  test('with its files kept as an image gives them back too; volumes that went with it are told', async () => {
    const { name, id } = await use('--volume', '/nameless');
    await docker('exec', name, 'sh', '-c', 'echo own > /own; echo lost > /nameless/file');
    const image = filesImage(name, 'test');
    made.forget(image);
    expect(await remove(id, { volumes: true, filesImageTag: 'test' })).not.toHaveProperty('error');
    const gone = await removed(name);
    expect(gone).toMatchObject({ filesImage: image, lostVolumes: [expect.any(String)] });
    const { jobId } = await app.client.containerChanges.undoRemoval({ context, removedId: gone!.id });
    expect(await app.ended(jobId)).toMatchObject({
      state: 'done',
      result: { warnings: [expect.stringMatching(/new and empty/)] },
    });
    expect(await docker('exec', name, 'cat', '/own')).toBe('own');
    expect(await docker('exec', name, 'ls', '/nameless')).toBe('');
    const volume = await say(name, '{{range .Mounts}}{{.Name}}{{end}}');
    await removeAll([name]);
    await docker('volume', 'rm', '--force', volume);
  });

  test('by somebody else is seen, and undone as well; one that fails is none; one with --rm is not kept', async () => {
    const { name, id } = await use('--env', 'A=1');
    const brief = await use('--rm');
    await expect.poll(async () => (await app.client.containerChanges.history({ context, id })).length).toBe(1);
    await docker('rm', '--force', id, brief.id);
    await expect.poll(async () => (await removed(name))?.by, { timeout: 5000 }).toBe('others');
    expect(await removed(brief.name)).toBeUndefined();
    const gone = await removed(name);
    const { jobId } = await app.client.containerChanges.undoRemoval({ context, removedId: gone!.id });
    expect(await app.ended(jobId)).toMatchObject({ state: 'done' });
    expect(await say(name, '{{.Config.Env}} {{.State.Running}}')).toMatch(/A=1.*false$/);
    const again = await use();
    expect(await remove(again.id, { force: false })).toMatchObject({ error: { code: 'conflict' } });
    expect(await removed(again.name)).toBeUndefined();
    const history = join(app.dataDir, 'history');
    const [folder = ''] = await readdir(history);
    const [file = ''] = await readdir(join(history, folder));
    expect(await readFile(join(history, folder, file), 'utf8')).toContain('"versions"');
    await app.client.containerChanges.forgetRemoved({ context, removedId: gone!.id });
  });
});
