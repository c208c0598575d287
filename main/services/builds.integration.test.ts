import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildCommand } from '../../contract/commands/buildCommand.ts';
import { BuildSettings, type BuildSettingsInput } from '../../contract/model/build.ts';
import { type BuildClient, makeFolder, startBuildClient } from '../builds/testing/buildClient.ts';
import { docker, testName } from '../live/testing/engineCli.ts';

let gantry: BuildClient;
let tags: string[] = [];
let folders: { remove(): Promise<void> }[] = [];

beforeAll(async () => void (gantry = await startBuildClient()));
afterAll(() => gantry.close());
afterEach(async () => {
  for (const tag of tags) await docker('image', 'rm', '--force', tag).catch(() => {});
  for (const { remove } of folders) await remove();
  [tags, folders] = [[], []];
});

function tag(what: string): string {
  const name = `gantry-test/${testName(what)}:latest`;
  tags.push(name);
  return name;
}

async function folder(files: Readonly<Record<string, string>>): Promise<string> {
  const made = await makeFolder(files);
  folders.push(made);
  return made.folder;
}

const source = (at: string) => ({ type: 'folder' as const, path: at });
const output = (...args: string[]) => docker('run', '--rm', ...args);
const unique = () => `${Date.now()}-${Math.random()}`;

describe('a build', () => {
  test('makes the image, says its steps, and keeps its log; again it comes from the cache with the same id [AC-31]', async () => {
    const at = await folder({
      Dockerfile: `FROM busybox\n# ${unique()}\nRUN echo from ${unique()}; echo more >&2\nCMD echo Hello World!!\n`,
    });
    const first = await gantry.build({ source: source(at) });
    expect(first.failure).toBeUndefined();
    expect(first.summary).toMatchObject({
      state: 'done',
      stepCount: 1,
      doneCount: 1,
      cachedCount: 0,
      title: path.basename(at),
    });
    expect(await output(first.summary.imageId!)).toBe('Hello World!!');
    expect(first.summary.imageSizeBytes).toBeGreaterThan(100_000);
    const step = first.steps.find(({ instruction }) => instruction.startsWith('RUN'));
    expect(step).toMatchObject({ state: 'done', line: 3, logSource: 0, stage: '' });
    expect(await gantry.logOf(first.summary.id, 0)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^from \d/), 'more']),
    );
    expect(await gantry.logOf(first.summary.id, 1)).toEqual([]);

    const name = tag('again');
    const again = await gantry.build({ source: source(at), tags: [name] });
    expect(again.summary).toMatchObject({ state: 'done', cachedCount: 1, title: name, imageId: first.summary.imageId });
    expect(again.summary.subject).toBe(first.summary.subject);
    expect(await docker('image', 'inspect', '--format', '{{.Id}}', name)).toBe(first.summary.imageId);
  });

  test('shows stages side by side with what they build on', async () => {
    const at = await folder({
      Dockerfile: `FROM busybox AS base
RUN echo ${unique()} && sleep 0.5
FROM base AS left
RUN sleep 0.31
FROM base AS right
RUN sleep 0.32
FROM busybox
COPY --from=left /bin/busybox /l
COPY --from=right /bin/busybox /r
`,
    });
    const { buildId } = await gantry.client.builds.start({ context: 'default', settings: { source: source(at) } });
    const states = new Map<string, Set<string>>();
    for await (const change of gantry.client.builds.follow({ buildId })) {
      const steps = change.type === 'snapshot' ? change.detail.steps : change.steps;
      for (const { name, state } of steps) states.set(name, (states.get(name) ?? new Set()).add(state));
    }
    const { steps, summary } = await gantry.client.builds.inspect({ buildId });
    expect(summary.state).toBe('done');
    const step = (text: string) => steps.find(({ name }) => name.startsWith(text))!;
    const [base, left, right] = [step('[base 2/2]'), step('[left 1/1]'), step('[right 1/1]')];
    expect([left.line, right.line, step('[stage-3 3/3]').line]).toEqual([4, 6, 9]);
    expect(left.inputs).toEqual([base.id]);
    expect(right.inputs).toEqual([base.id]);
    expect(Math.abs(left.startedAt! - right.startedAt!)).toBeLessThan(250);
    expect(left.durationMs).toBeGreaterThan(250);
    expect(states.get(base.name)).toContain('running');
    expect([...(states.get(left.name) ?? [])]).toEqual(expect.arrayContaining(['waiting', 'done']));
  });

  test.each<[string, BuildSettingsInput['dockerfile'], Record<string, string>]>([
    [
      'a chosen file',
      { type: 'file', path: 'docker/web.Dockerfile' },
      { 'docker/web.Dockerfile': 'FROM busybox\nCOPY f /f\n', f: '1' },
    ],
    ['a pasted one', { type: 'text', text: 'FROM busybox\nCOPY f /f' }, { f: '1' }],
  ])('takes %s', async (_, dockerfile, files) => {
    const at = await folder(files);
    const { summary, failure } = await gantry.build({ source: source(at), dockerfile, tags: [tag('file')] });
    expect(failure).toBeUndefined();
    expect(await output(summary.imageId!, 'cat', '/f')).toBe('1');
  });

  test('without a context takes the pasted Dockerfile alone', async () => {
    const text = 'FROM busybox\nARG usr=nobody\nARG uid\nLABEL by=${usr}-${uid}\n';
    const args = [
      { name: 'usr', value: 'app' },
      { name: 'uid', value: '100' },
    ];
    const { summary, settings } = await gantry.build({
      source: { type: 'none' },
      dockerfile: { type: 'text', text },
      args,
    });
    expect(await docker('image', 'inspect', '--format', '{{.Config.Labels.by}}', summary.imageId!)).toBe('app-100'); // AC-34
    expect(settings.args).toEqual(args);
    tags.push(summary.imageId!);
  });

  test('is written down with its command, and is a job that names the image', async () => {
    const at = await folder({ Dockerfile: 'FROM busybox\nCMD true\n' });
    const name = tag('written');
    const { summary, command } = await gantry.build({ source: source(at), tags: [name] });
    expect(command).toBe(`docker buildx build --tag ${name} ${at}`);
    expect([...gantry.activity.feed.values()].at(-1)).toMatchObject({ title: `Build ${name}`, command, state: 'done' });
    const job = await gantry.jobWhere(summary.id, () => true);
    expect(job).toMatchObject({
      kind: 'build',
      state: 'done',
      result: { type: 'image', id: summary.imageId, reference: name },
    });
  });
});

describe('a build that cannot be begun says what is wrong at its field', () => {
  const refused = (settings: BuildSettingsInput) => gantry.client.builds.start({ context: 'default', settings });

  test.each<[string, (at: string) => BuildSettingsInput, object]>([
    [
      'no Dockerfile',
      (at) => ({ source: source(at) }),
      { code: 'not-found', message: expect.stringMatching(/no Dockerfile in/) },
    ],
    [
      'no folder',
      (at) => ({ source: source(`${at}/none`) }),
      { code: 'not-found', message: expect.stringMatching(/no folder/) },
    ],
    [
      'a file for a folder',
      (at) => ({ source: source(`${at}/file`) }),
      { message: expect.stringMatching(/is not a folder/) },
    ],
    ['a relative folder', () => ({ source: source('project') }), { code: 'invalid-input', path: ['source'] }],
    [
      'a tag in capitals',
      (at) => ({ source: source(at), dockerfile: { type: 'text', text: 'FROM busybox' }, tags: ['ok', 'me/UPPER'] }),
      { code: 'invalid-input', path: ['tags', '1'] },
    ],
    [
      'an empty Dockerfile',
      (at) => ({ source: source(at), dockerfile: { type: 'text', text: ' \n' } }),
      { path: ['dockerfile'] },
    ],
    [
      'a secret without its file',
      (at) => ({
        source: source(at),
        dockerfile: { type: 'text', text: 'FROM busybox' },
        secrets: [{ id: 'k', from: 'file', path: '/no/such' }],
      }),
      { path: ['secrets', '0'], message: 'There is no file /no/such.' },
    ],
  ])('%s', async (_, settings, error) => {
    const at = await folder({ file: '' });
    await expect(refused(settings(at))).rejects.toMatchObject({ error });
  });
});

describe('a build that fails is explained, with its line', () => {
  test.each<[string, string, object, number]>([
    [
      'a command that is not there',
      'FROM busybox\nRUN true\nRUN nosuchprogram --x\n',
      { title: 'The command “nosuchprogram” was not found.', exitCode: 127, canOpenShell: true },
      3,
    ],
    [
      'a command that fails',
      'FROM busybox\nRUN echo last words; exit 3\n',
      { title: 'The command of this RUN ended with code 3.', lastLines: ['last words'], exitCode: 3 },
      2,
    ],
    [
      'a file that is not in the context',
      'FROM busybox\n\nCOPY nofile /x\n',
      { title: '“nofile” is not in the build context.', canOpenShell: true },
      3,
    ],
    [
      'a word that is no instruction',
      'FROM busybox\nRUNN echo\n',
      {
        title: expect.stringMatching(/^Line 2 of the Dockerfile cannot be understood: unknown instruction: RUNN/),
        canOpenShell: false,
      },
      2,
    ],
    [
      'an image that cannot be had',
      'FROM nosuch.invalid/x:1\nRUN true\n',
      { title: 'The registry of nosuch.invalid/x:1 cannot be reached.', canOpenShell: false },
      1,
    ],
    [
      'a secret that was not given',
      'FROM busybox\nRUN --mount=type=secret,id=key,required=true cat /run/secrets/key\n',
      { title: 'The build asks for the secret “key” and was given none of that name.' },
      2,
    ],
    [
      'a stage that is not there',
      'FROM busybox\nCOPY --from=nosuchstage.invalid/a /a /b\n',
      { title: expect.stringMatching(/nosuchstage\.invalid\/a/) },
      2,
    ],
  ])('%s', async (_, text, failure, line) => {
    const at = await folder({ Dockerfile: text });
    const detail = await gantry.build({ source: source(at) });
    expect(detail.summary.state).toBe('failed');
    expect(detail.failure).toMatchObject({ ...failure, line });
    expect(detail.dockerfileText).toBe(text);
    expect(await gantry.jobWhere(detail.summary.id, () => true)).toMatchObject({
      state: 'failed',
      error: { code: 'build-failed', line, message: detail.failure?.title },
    });
  });

  test('a target that the Dockerfile does not have', async () => {
    const at = await folder({ Dockerfile: 'FROM busybox AS one\n' });
    const { failure } = await gantry.build({ source: source(at), target: 'two' });
    expect(failure).toMatchObject({ title: 'There is no stage “two” in the Dockerfile.' });
  });
});

describe('secrets', () => {
  test('reach the build and nothing else: neither log, history, job nor activity has them', async () => {
    const [typed, argument, filed] = ['typed-S3cret-value', 'arg-S3cret-value', 'file-S3cret-value'];
    const at = await folder({
      Dockerfile: `FROM busybox
ARG API_TOKEN
RUN --mount=type=secret,id=my-key --mount=type=secret,id=filed sh -c 'echo "key is $(cat /run/secrets/my-key) token $API_TOKEN" && cat /run/secrets/filed && test \${#API_TOKEN} = ${argument.length}'
RUN echo $API_TOKEN; exit 4
`,
      'secret.txt': `first line\n${filed}\n`,
    });
    const detail = await gantry.build({
      source: source(at),
      args: [{ name: 'API_TOKEN', value: argument }],
      secrets: [
        { id: 'my-key', from: 'value', value: typed },
        { id: 'filed', from: 'file', path: 'secret.txt' },
      ],
    });
    expect(detail.failure).toMatchObject({ exitCode: 4, line: 4, lastLines: ['******'] });
    expect((await gantry.logOf(detail.summary.id)).join('\n')).toContain('key is ****** token ******');
    expect(detail.command).toContain(
      '--build-arg API_TOKEN --secret id=my-key,env=BUILD_SECRET_MY_KEY --secret id=filed,src=secret.txt',
    );
    const kept: string[] = [JSON.stringify([...gantry.activity.feed.values()])];
    kept.push(JSON.stringify([...gantry.jobs.feed.values()]));
    for await (const line of gantry.client.jobs.log({ jobId: detail.summary.id })) kept.push(line);
    const own = path.join(gantry.dir, detail.summary.id);
    for (const file of await readdir(own)) kept.push(await readFile(path.join(own, file), 'utf8'));
    for (const value of [typed, argument, filed]) expect(kept.join('\n')).not.toContain(value);
  });
});

describe('the command that is shown makes the same image', () => {
  const files = {
    Dockerfile:
      'ARG BASE=busybox\nFROM ${BASE} AS one\nARG who=nobody\nENV WHO=$who\nCOPY . /ctx\nRUN echo $who > /who\nFROM one AS two\nRUN false\n',
    'other/App.Dockerfile': 'FROM busybox\nCOPY keep /keep\n',
    '.dockerignore': 'drop\n',
    keep: 'k',
    drop: 'd',
    "it's": 'quoted',
  };
  test.each<[string, (at: string) => BuildSettingsInput, Record<string, string>]>([
    [
      'with arguments, a target and labels',
      (at) => ({
        source: source(at),
        target: 'one',
        args: [{ name: 'who', value: "it's $me" }],
        labels: [{ name: 'a.b', value: 'c d' }],
      }),
      {},
    ],
    [
      'with another Dockerfile',
      (at) => ({
        source: source(at),
        dockerfile: { type: 'file', path: 'other/App.Dockerfile' },
        platforms: ['linux/amd64'],
      }),
      {},
    ],
    [
      'with a pasted Dockerfile',
      (at) => ({
        source: source(at),
        dockerfile: {
          type: 'text',
          text: 'FROM busybox\nRUN echo DOCKERFILE\nDOCKERFILE\n'
            .replace('DOCKERFILE\n', '"$(id)" > /x\n')
            .replace('\nDOCKERFILE', ''),
        },
        pull: false,
      }),
      {},
    ],
    [
      'with nothing but a Dockerfile',
      () => ({
        source: { type: 'none' },
        dockerfile: { type: 'text', text: "FROM busybox\nCOPY <<EOF /x\nit's $HOME\nEOF" },
      }),
      {},
    ],
    [
      'with a secret argument',
      (at) => ({ source: source(at), target: 'one', args: [{ name: 'MY_TOKEN', value: 'abcdef' }], network: 'none' }),
      { MY_TOKEN: 'abcdef' },
    ],
    [
      'with secrets',
      () => ({
        source: { type: 'none' },
        dockerfile: { type: 'text', text: 'FROM busybox\nRUN --mount=type=secret,id=k wc -c /run/secrets/k > /n' },
        secrets: [{ id: 'k', from: 'value', value: 'sixsix' }],
      }),
      { BUILD_SECRET_K: 'sixsix' },
    ],
  ])('%s', async (_, make, env) => {
    const at = await folder(files);
    const settings = make(at);
    const [ours, theirs] = [tag('ours'), tag('theirs')];
    const { failure } = await gantry.build({ ...settings, tags: [ours] });
    expect(failure).toBeUndefined();
    await gantry.shell(buildCommand(BuildSettings.parse({ ...settings, tags: [theirs] })), env);
    const inspect = async (name: string) => {
      const [{ Id, Config, RootFS }] = JSON.parse(await docker('image', 'inspect', name)) as [Record<string, unknown>];
      return { Id, Config, RootFS };
    };
    expect(await inspect(ours)).toEqual(await inspect(theirs));
  });
});

describe('a build that is cancelled', () => {
  const engineIsIdle = async (mark: string) => {
    const processes = (await readdir('/proc')).filter((pid) => /^\d+$/.test(pid));
    const lines = await Promise.all(processes.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
    return !lines.some((line) => line.includes(mark));
  };
  test.each<[string, string, (name: string) => boolean]>([
    ['at once', 'RUN sleep MARK', () => true],
    ['while it runs a command', 'RUN sleep MARK', (name) => name.includes('RUN sleep')],
  ])('%s leaves no process, no image and a record that says so', async (_, instruction, isThere) => {
    const mark = `98765.${Math.random().toString().slice(2, 9)}`;
    const at = await folder({
      Dockerfile: `FROM busybox\nRUN echo begun ${unique()}\n${instruction.replace('MARK', mark)}\n`,
    });
    const name = tag('cancelled');
    const { buildId } = await gantry.client.builds.start({
      context: 'default',
      settings: { source: source(at), tags: [name] },
    });
    for await (const change of gantry.client.builds.follow({ buildId })) {
      const steps = change.type === 'snapshot' ? change.detail.steps : change.steps;
      if (isThere('') || steps.some((step) => step.state === 'running' && isThere(step.name))) break;
    }
    await gantry.client.jobs.cancel({ jobId: buildId });
    await gantry.jobWhere(buildId, ({ state }) => state === 'cancelled');
    const { summary, steps } = await gantry.client.builds.inspect({ buildId });
    expect(summary.state).toBe('cancelled');
    expect(steps.filter(({ state }) => state === 'running')).toEqual([]);
    await expect.poll(() => engineIsIdle(mark), { timeout: 10_000 }).toBe(true);
    await expect(docker('image', 'inspect', name)).rejects.toThrow(/No such image/);
    expect((await readdir(path.join(gantry.dir, buildId))).sort()).toEqual(['detail.json', 'log', 'summary.json']);
  });
});

describe('builds are kept', () => {
  test('over a restart, and forgotten when they are removed; a build that was cut off is shown as cancelled', async () => {
    const at = await folder({ Dockerfile: `FROM busybox\nRUN echo kept words ${unique()}\n` });
    const { summary } = await gantry.build({ source: source(at) });
    // As a Gantry that was killed leaves it.
    const cutOff = { ...summary, id: randomUUID(), state: 'running' };
    await cp(path.join(gantry.dir, summary.id), path.join(gantry.dir, cutOff.id), { recursive: true });
    await writeFile(path.join(gantry.dir, cutOff.id, 'summary.json'), JSON.stringify({ version: 1, ...cutOff }));
    const later = await startBuildClient({ dir: gantry.dir });
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
      expect(await readdir(gantry.dir)).not.toContain(summary.id);
      await expect(later.client.builds.inspect({ buildId: summary.id })).rejects.toMatchObject({
        error: { code: 'not-found' },
      });
    } finally {
      await later.close();
    }
    expect(await docker('image', 'inspect', '--format', '{{.Id}}', summary.imageId!)).toBe(summary.imageId); // the image stays
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
    const { summary, failure } = await gantry.build({ source: source(at) });
    expect(failure).toMatchObject({ line: 10, canOpenShell: true });
    const { jobId } = await gantry.client.builds.openShell({ buildId: summary.id });
    const open = await gantry.jobWhere(jobId, ({ result, state }) => result !== undefined || state !== 'running');
    const [id = ''] = open.result?.type === 'containers' ? open.result.ids : [];
    const said = await docker(
      'exec',
      id,
      'sh',
      '-c',
      'cat f; echo " $usr $COLOR $(pwd) $(id -un)"; ls /made; ls /never || true',
    );
    expect(said).toBe('content app blue /work nobody\n/made');
    await gantry.client.jobs.cancel({ jobId });
    await gantry.jobWhere(jobId, ({ state }) => state === 'cancelled');
    await expect(docker('container', 'inspect', id)).rejects.toThrow(/No such container/);
    expect(await docker('image', 'ls', '--quiet', 'gantry-build-shell')).toBe('');
  });

  test('ends with its shell', async () => {
    const at = await folder({ Dockerfile: 'FROM busybox\nRUN false\n' });
    const { summary } = await gantry.build({ source: source(at) });
    const { jobId } = await gantry.client.builds.openShell({ buildId: summary.id });
    const open = await gantry.jobWhere(jobId, ({ result, state }) => result !== undefined || state !== 'running');
    const [id = ''] = open.result?.type === 'containers' ? open.result.ids : [];
    await docker('kill', id); // as `exit` does
    expect(await gantry.jobWhere(jobId, ({ state }) => state !== 'running')).toMatchObject({ state: 'done' });
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
    const { summary } = await gantry.build({ source: source(at) });
    await expect(gantry.client.builds.openShell({ buildId: summary.id })).rejects.toMatchObject({
      error: { code: 'unsupported' },
    });
  });
});
