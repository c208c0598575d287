import { readdir, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BuildSettingsInput } from '../../contract/model/build.ts';
import { madeBuilds, source, unique } from '../builds/testing/madeBuilds.ts';
import { docker } from '../live/testing/engineCli.ts';

const made = madeBuilds();
const { tag, folder } = made;

const output = (...args: string[]) => docker('run', '--rm', ...args);

describe('a build', () => {
  test('makes the image, says its steps, and keeps its log; again it comes from the cache with the same id [AC-31]', async () => {
    const at = await folder({
      Dockerfile: `FROM busybox\n# ${unique()}\nRUN echo from ${unique()}; echo more >&2\nCMD echo Hello World!!\n`,
    });
    const first = await made.gantry.build({ source: source(at) });
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
    expect(await made.gantry.logOf(first.summary.id, 0)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^from \d/), 'more']),
    );
    expect(await made.gantry.logOf(first.summary.id, 1)).toEqual([]);

    const name = tag('again');
    const again = await made.gantry.build({ source: source(at), tags: [name] });
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
    const { buildId } = await made.gantry.client.builds.start({ context: 'default', settings: { source: source(at) } });
    const states = new Map<string, Set<string>>();
    for await (const change of made.gantry.client.builds.follow({ buildId })) {
      const steps = change.type === 'snapshot' ? change.detail.steps : change.steps;
      for (const { name, state } of steps) states.set(name, (states.get(name) ?? new Set()).add(state));
    }
    const { steps, summary } = await made.gantry.client.builds.inspect({ buildId });
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
    const { summary, failure } = await made.gantry.build({ source: source(at), dockerfile, tags: [tag('file')] });
    expect(failure).toBeUndefined();
    expect(await output(summary.imageId!, 'cat', '/f')).toBe('1');
  });

  test('without a context takes the pasted Dockerfile alone', async () => {
    const text = 'FROM busybox\nARG usr=nobody\nARG uid\nLABEL by=${usr}-${uid}\n';
    const args = [
      { name: 'usr', value: 'app' },
      { name: 'uid', value: '100' },
    ];
    const { summary, settings } = await made.gantry.build({
      source: { type: 'none' },
      dockerfile: { type: 'text', text },
      args,
    });
    expect(await docker('image', 'inspect', '--format', '{{.Config.Labels.by}}', summary.imageId!)).toBe('app-100'); // AC-34
    expect(settings.args).toEqual(args);
    await docker('image', 'rm', summary.imageId!);
  });

  test('is written down with its command, and is a job that names the image', async () => {
    const at = await folder({ Dockerfile: 'FROM busybox\nCMD true\n' });
    const name = tag('written');
    const { summary, command } = await made.gantry.build({ source: source(at), tags: [name] });
    expect(command).toBe(`docker buildx build --tag ${name} ${at}`);
    expect([...made.gantry.activity.feed.values()].at(-1)).toMatchObject({
      title: `Build ${name}`,
      command,
      state: 'done',
    });
    const job = await made.gantry.jobWhere(summary.id, () => true);
    expect(job).toMatchObject({
      kind: 'build',
      state: 'done',
      result: { type: 'image', id: summary.imageId, reference: name },
    });
  });
});

describe('a build that cannot be begun says what is wrong at its field', () => {
  const refused = (settings: BuildSettingsInput) => made.gantry.client.builds.start({ context: 'default', settings });

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
    const detail = await made.gantry.build({ source: source(at) });
    expect(detail.summary.state).toBe('failed');
    expect(detail.failure).toMatchObject({ ...failure, line });
    expect(detail.dockerfileText).toBe(text);
    expect(await made.gantry.jobWhere(detail.summary.id, () => true)).toMatchObject({
      state: 'failed',
      error: { code: 'build-failed', line, message: detail.failure?.title },
    });
  });

  test('a link that leads out of the context brings nothing from there', async () => {
    const at = await folder({ Dockerfile: 'FROM busybox\nCOPY out /x\nRUN cat /x\n' });
    await symlink('/etc/hostname', path.join(at, 'out'));
    const { failure, summary } = await made.gantry.build({ source: source(at) });
    expect(summary.state).toBe('failed');
    expect(failure).toMatchObject({ line: 2, title: expect.stringMatching(/is not in the build context/) });
  });

  test('a target that the Dockerfile does not have', async () => {
    const at = await folder({ Dockerfile: 'FROM busybox AS one\n' });
    const { failure } = await made.gantry.build({ source: source(at), target: 'two' });
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
    const detail = await made.gantry.build({
      source: source(at),
      args: [{ name: 'API_TOKEN', value: argument }],
      secrets: [
        { id: 'my-key', from: 'value', value: typed },
        { id: 'filed', from: 'file', path: 'secret.txt' },
      ],
    });
    expect(detail.failure).toMatchObject({ exitCode: 4, line: 4, lastLines: ['******'] });
    expect((await made.gantry.logOf(detail.summary.id)).join('\n')).toContain('key is ****** token ******');
    expect(detail.command).toContain(
      '--build-arg API_TOKEN --secret id=my-key,env=BUILD_SECRET_MY_KEY --secret id=filed,src=secret.txt',
    );
    const kept: string[] = [JSON.stringify([...made.gantry.activity.feed.values()])];
    kept.push(JSON.stringify([...made.gantry.jobs.feed.values()]));
    for await (const line of made.gantry.client.jobs.log({ jobId: detail.summary.id })) kept.push(line);
    const own = path.join(made.gantry.dir, detail.summary.id);
    for (const file of await readdir(own)) kept.push(await readFile(path.join(own, file), 'utf8'));
    for (const value of [typed, argument, filed]) expect(kept.join('\n')).not.toContain(value);
  });
});
