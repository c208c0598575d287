import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startBuildClient } from '../builds/testing/buildClient.ts';
import { madeBuilds, source, unique } from '../builds/testing/madeBuilds.ts';
import { requestJson } from '../docker/request.ts';
import { startTestRegistry } from '../docker/testing/registry.ts';
import { docker } from '../live/testing/engineCli.ts';

const made = madeBuilds();
const { tag, folder } = made;
afterEach(() => vi.unstubAllEnvs());

/** Whether a process of this machine has the word among its arguments. */
async function isAnyProcess(word: string): Promise<boolean> {
  const processes = (await readdir('/proc')).filter((pid) => /^\d+$/.test(pid));
  const lines = await Promise.all(processes.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.some((line) => line.includes(word));
}

describe('a build that is cancelled', () => {
  test.each<[string, string, (name: string) => boolean]>([
    ['at once', 'RUN sleep MARK', () => true],
    ['while it runs a command', 'RUN sleep MARK', (name) => name.includes('RUN sleep')],
  ])('%s leaves no process, no image and a record that says so', async (_, instruction, isThere) => {
    const mark = `98765.${Math.random().toString().slice(2, 9)}`;
    const at = await folder({
      Dockerfile: `FROM busybox\nRUN echo begun ${unique()}\n${instruction.replace('MARK', mark)}\n`,
    });
    const name = tag('cancelled');
    const { buildId } = await made.gantry.client.builds.start({
      context: 'default',
      settings: { source: source(at), tags: [name] },
    });
    for await (const change of made.gantry.client.builds.follow({ buildId })) {
      const steps = change.type === 'snapshot' ? change.detail.steps : change.steps;
      if (isThere('') || steps.some((step) => step.state === 'running' && isThere(step.name))) break;
    }
    await made.gantry.client.jobs.cancel({ jobId: buildId });
    await made.gantry.jobWhere(buildId, ({ state }) => state === 'cancelled');
    const { summary, steps } = await made.gantry.client.builds.inspect({ buildId });
    expect(summary.state).toBe('cancelled');
    expect(steps.filter(({ state }) => state === 'running')).toEqual([]);
    await expect.poll(() => isAnyProcess(mark), { timeout: 10_000 }).toBe(false);
    await expect(docker('image', 'inspect', name)).rejects.toThrow(/No such image/);
    expect((await readdir(path.join(made.gantry.dir, buildId))).sort()).toEqual(['detail.json', 'log', 'summary.json']);
  });
});

/** What BuildKit holds for a build that goes on. */
async function heldByBuilds(): Promise<readonly string[]> {
  const { docker: engine } = await made.gantry.engine.contexts.getConnection('default');
  type Usage = { readonly BuildCache: readonly { readonly ID: string; readonly InUse: boolean }[] | null };
  const path = '/system/df';
  const { BuildCache } = await requestJson<Usage>(engine, { method: 'GET', path, query: { type: 'build-cache' } });
  return (BuildCache ?? []).filter(({ InUse }) => InUse).map(({ ID }) => ID);
}

describe('a build that is cancelled in a phase of its own', () => {
  test.each<[string, RegExp, string, number]>([
    ['while its context is sent', /load build context/, 'COPY large /large', 3_000_000_000],
    ['while its image is exported', /exporting to image/, 'RUN head -c 700000000 /dev/zero > /large', 0],
  ])('%s ends buildx and the work at the engine, and leaves no image', async (_, phase, instruction, sizeBytes) => {
    const at = await folder({ Dockerfile: `FROM busybox\nRUN echo ${unique()}\n${instruction}\n`, large: '' });
    await truncate(path.join(at, 'large'), sizeBytes); // a hole: it takes no disk here
    const own = await folder({});
    vi.stubEnv('TMPDIR', own);
    const name = tag('phase');
    const { buildId } = await made.gantry.client.builds.start({
      context: 'default',
      settings: { source: source(at), tags: [name] },
    });
    for await (const change of made.gantry.client.builds.follow({ buildId })) {
      const steps = change.type === 'snapshot' ? change.detail.steps : change.steps;
      if (steps.some((step) => step.state === 'running' && phase.test(step.name))) break;
    }
    const { summary: before } = await made.gantry.client.builds.inspect({ buildId });
    expect(before.state).toBe('running');
    await made.gantry.client.jobs.cancel({ jobId: buildId });
    await made.gantry.jobWhere(buildId, ({ state }) => state === 'cancelled');
    const { summary, steps } = await made.gantry.client.builds.inspect({ buildId });
    expect(summary).toMatchObject({ state: 'cancelled' });
    expect(summary).not.toHaveProperty('imageId');
    expect(steps.filter(({ state }) => state === 'running')).toEqual([]);
    expect(await isAnyProcess(at)).toBe(false);
    await expect.poll(heldByBuilds, { timeout: 15_000 }).toEqual([]);
    await expect(docker('image', 'inspect', name)).rejects.toThrow(/No such image/);
    expect((await readdir(path.join(made.gantry.dir, buildId))).sort()).toEqual(['detail.json', 'log', 'summary.json']);
    expect(await readdir(own)).toEqual([]);
  });
});

test('a build that is cancelled while its base is pulled ends the download, and leaves neither image', async () => {
  const slow = await startTestRegistry({ isSlow: true });
  try {
    const at = await folder({ Dockerfile: `FROM ${slow.host}/test:one\nRUN true\n` });
    const name = tag('base');
    const { buildId } = await made.gantry.client.builds.start({
      context: 'default',
      settings: { source: source(at), tags: [name] },
    });
    for await (const change of made.gantry.client.builds.follow({ buildId })) {
      const steps = change.type === 'snapshot' ? change.detail.steps : change.steps;
      if (steps.some((step) => step.state === 'running' && /FROM/.test(step.name))) break;
    }
    await made.gantry.client.jobs.cancel({ jobId: buildId });
    await made.gantry.jobWhere(buildId, ({ state }) => state === 'cancelled');
    await expect.poll(() => slow.cutOff(), { timeout: 15_000 }).toBeGreaterThan(0);
    await expect.poll(heldByBuilds, { timeout: 15_000 }).toEqual([]);
    for (const one of [name, `${slow.host}/test:one`]) {
      await expect(docker('image', 'inspect', one)).rejects.toThrow(/No such image/);
    }
  } finally {
    await slow.close();
  }
});

describe('a build that is cancelled while its image is exported', () => {
  async function cancelled(tags: readonly string[]): Promise<void> {
    const at = await folder({
      Dockerfile: `FROM busybox\nRUN echo ${unique()} && head -c 300000000 /dev/zero > /large\n`,
    });
    const settings = { source: source(at), tags: [...tags] };
    const { buildId } = await made.gantry.client.builds.start({ context: 'default', settings });
    for await (const change of made.gantry.client.builds.follow({ buildId })) {
      const steps = change.type === 'snapshot' ? change.detail.steps : change.steps;
      if (steps.some((step) => step.state === 'running' && step.name.startsWith('exporting to image'))) break;
    }
    await made.gantry.client.jobs.cancel({ jobId: buildId });
    await made.gantry.jobWhere(buildId, ({ state }) => state === 'cancelled');
  }

  test('gives its name back to the image that had it', async () => {
    const name = tag('before');
    await docker('tag', 'busybox:latest', name);
    const idOf = () => docker('image', 'inspect', '--format', '{{.Id}}', name);
    const before = await idOf();
    await cancelled([name]);
    expect(await idOf()).toBe(before);
  });

  test('without a name leaves no image either', async () => {
    const images = () => docker('image', 'ls', '--all', '--quiet', '--no-trunc');
    const before = await images();
    await cancelled([]);
    expect(await images()).toBe(before);
  });
});

describe('builds are kept', () => {
  test('over a restart, and forgotten when they are removed; a build that was cut off is shown as cancelled', async () => {
    const at = await folder({ Dockerfile: `FROM busybox\nRUN echo kept words ${unique()}\n` });
    const { summary } = await made.gantry.build({ source: source(at) });
    // As a Gantry that was killed leaves it.
    const cutOff = { ...summary, id: randomUUID(), state: 'running' };
    await cp(path.join(made.gantry.dir, summary.id), path.join(made.gantry.dir, cutOff.id), { recursive: true });
    await writeFile(path.join(made.gantry.dir, cutOff.id, 'summary.json'), JSON.stringify({ version: 1, ...cutOff }));
    const later = await startBuildClient({ dir: made.gantry.dir });
    try {
      const first = async () => {
        for await (const change of later.client.builds.watch({})) if (change.type === 'snapshot') return change.items;
        return [];
      };
      expect((await first()).find(({ id }) => id === summary.id)).toEqual(summary);
      expect((await first()).find(({ id }) => id === cutOff.id)).toMatchObject({
        state: 'cancelled',
        problem: expect.any(String),
      });
      expect((await later.logOf(summary.id)).join()).toContain('kept words');
      expect((await later.client.builds.inspect({ buildId: summary.id })).steps.length).toBeGreaterThan(2);
      await later.client.builds.remove({ buildIds: [summary.id] });
      expect((await first()).map(({ id }) => id)).not.toContain(summary.id);
      expect(await readdir(made.gantry.dir)).not.toContain(summary.id);
      await expect(later.client.builds.inspect({ buildId: summary.id })).rejects.toMatchObject({
        error: { code: 'not-found' },
      });
    } finally {
      await later.close();
    }
    expect(await docker('image', 'inspect', '--format', '{{.Id}}', summary.imageId!)).toBe(summary.imageId); // the image stays
  });
});

describe('on a disk that is full', () => {
  test('the build goes on, and how it ended is kept with as much of its log as there is room for', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'gantry-full-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', dir]);
    const full = await startBuildClient({ dir });
    try {
      const at = await folder({ Dockerfile: `FROM busybox\n# ${unique()}\nRUN seq 1 100000 && echo ${unique()}\n` });
      const { summary } = await full.build({ source: source(at), tags: [tag('full')] });
      expect(summary).toMatchObject({ state: 'done', imageId: expect.stringMatching(/^sha256:/) });
      expect((await full.logOf(summary.id)).length).toBeLessThan(90_000);
      expect((await full.client.builds.inspect({ buildId: summary.id })).logProblem).toMatch(/no space left/);
      const kept = JSON.parse(await readFile(path.join(dir, summary.id, 'summary.json'), 'utf8')) as object;
      expect(kept).toMatchObject({ state: 'done' });

      await writeFile(path.join(dir, 'filler'), new Uint8Array(1e6)).catch(() => {});
      await expect(full.build({ source: source(at) })).rejects.toMatchObject({ error: { code: 'no-space' } });
      expect((await readdir(dir)).sort()).toEqual([summary.id, 'filler'].sort());
    } finally {
      await full.close();
      execFileSync('umount', [dir]);
      await rm(dir, { recursive: true });
    }
  });
});

describe('a shell in the last good state [AC-40]', () => {
  test('is a container with the files, environment, user and folder of the failed step; it leaves nothing', async () => {
    const at = await folder({
      Dockerfile: `FROM busybox AS tools
RUN echo ${unique()} > /made
FROM tools
ARG usr=app
ENV COLOR=blue
WORKDIR /work
COPY f f
RUN ls -lh
USER nobody
RUN cat /made && nosuchprogram
COPY f /never
FROM busybox
COPY --from=1 /made /made
`,
      f: 'content',
    });
    const { summary, failure } = await made.gantry.build({ source: source(at) });
    expect(failure).toMatchObject({ line: 10, canOpenShell: true });
    const { jobId } = await made.gantry.client.builds.openShell({ buildId: summary.id });
    const open = await made.gantry.jobWhere(jobId, ({ result, state }) => result !== undefined || state !== 'running');
    const [id = ''] = open.result?.type === 'containers' ? open.result.ids : [];
    const said = await docker(
      'exec',
      id,
      'sh',
      '-c',
      'cat f; echo " $usr $COLOR $(pwd) $(id -un)"; ls /made; ls /never || true',
    );
    expect(said).toBe('content app blue /work nobody\n/made');
    await made.gantry.client.jobs.cancel({ jobId });
    await made.gantry.jobWhere(jobId, ({ state }) => state === 'cancelled');
    await expect(docker('container', 'inspect', id)).rejects.toThrow(/No such container/);
    expect(await docker('image', 'ls', '--quiet', 'gantry-build-shell')).toBe('');
  });

  test('ends with its shell', async () => {
    const at = await folder({ Dockerfile: 'FROM busybox\nRUN false\n' });
    const { summary } = await made.gantry.build({ source: source(at) });
    const { jobId } = await made.gantry.client.builds.openShell({ buildId: summary.id });
    const open = await made.gantry.jobWhere(jobId, ({ result, state }) => result !== undefined || state !== 'running');
    const [id = ''] = open.result?.type === 'containers' ? open.result.ids : [];
    await docker('kill', id); // as `exit` does
    expect(await made.gantry.jobWhere(jobId, ({ state }) => state !== 'running')).toMatchObject({ state: 'done' });
    expect(await docker('image', 'ls', '--quiet', 'gantry-build-shell')).toBe('');
  });

  test('that Gantry could not remove is removed at the next start', async () => {
    const image = 'gantry-build-shell:left';
    await docker('tag', 'busybox', image);
    const id = await docker('run', '--detach', '--label', 'gantry.test', image, 'sleep', '1000');
    const dir = await mkdtemp(path.join(tmpdir(), 'gantry-left-'));
    await writeFile(path.join(dir, 'shells.json'), JSON.stringify([{ context: 'default', image }]));
    const later = await startBuildClient({ dir });
    try {
      await expect
        .poll(
          () =>
            docker('container', 'inspect', id).then(
              () => 'there',
              () => 'gone',
            ),
          { timeout: 10_000 },
        )
        .toBe('gone');
      await expect.poll(() => docker('image', 'ls', '--quiet', 'gantry-build-shell')).toBe('');
      await expect.poll(() => readFile(path.join(dir, 'shells.json'), 'utf8')).toBe('[]');
    } finally {
      await later.close();
      await rm(dir, { recursive: true });
    }
    expect(await docker('image', 'inspect', '--format', '{{.RepoTags}}', 'busybox')).toContain('busybox:latest');
  });

  test('is refused where nothing came before the failure', async () => {
    const at = await folder({ Dockerfile: 'FROM nosuch.invalid/x\n' });
    const { summary } = await made.gantry.build({ source: source(at) });
    await expect(made.gantry.client.builds.openShell({ buildId: summary.id })).rejects.toMatchObject({
      error: { code: 'unsupported' },
    });
  });
});
