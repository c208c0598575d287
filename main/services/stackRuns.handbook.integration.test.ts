import { expect, test, vi } from 'vitest';
import { StackAction } from '../../contract/model/stackRun.ts';
import { type MadeStack, madeStacks } from '../compose/testing/madeStacks.ts';

const made = madeStacks();
const context = 'default';

const EXAMPLE = `
services:
  web:
    build: .
    init: true
    stop_grace_period: 1s
    ports: ["127.0.0.1:\${WEB_PORT:-39180}:80"]
    depends_on: [redis]
  redis:
    image: busybox:latest
    command: sleep 1000
    init: true
    stop_grace_period: 1s
`;
const DOCKERFILE = `FROM busybox:latest
RUN echo made for the handbook
CMD ["sleep", "1000"]
`;

const report = async (stack: MadeStack, kind: 'config' | 'ps' | 'top' | 'images' | 'version' | 'ls' | 'port') =>
  (await made.client.stackRuns.report({ stack: stack.stack, kind })).text;

test('AC-67: every command of the handbook on one stack, each change to be seen at once', async () => {
  const stack = await made.stack(EXAMPLE, { Dockerfile: DOCKERFILE });
  const { project } = stack;
  const build = await stack.do({ type: 'build' });
  expect(build).toMatchObject({ state: 'done' });
  expect(build.items.some(({ label }) => label.includes('RUN echo made for the handbook'))).toBe(true);
  expect(await stack.do({ type: 'up' })).toMatchObject({ state: 'done' });

  expect(await report(stack, 'config')).toContain(`name: ${project}`);
  expect(await report(stack, 'ps')).toContain(`${project}-web-1`);
  expect(await report(stack, 'top')).toContain('sleep 1000');
  expect(await report(stack, 'images')).toContain(`${project}-web`);
  expect(await report(stack, 'version')).toMatch(/2\.\d+/);
  expect(await report(stack, 'ls')).toContain(project);
  expect(await report(stack, 'port')).toContain('127.0.0.1:39180->80/tcp');

  const steps = [
    [{ type: 'pause' }, ['redis-1 paused', 'web-1 paused']],
    [{ type: 'unpause' }, ['redis-1 running', 'web-1 running']],
    [
      { type: 'scale', service: 'redis', replicas: 3 },
      ['redis-1 running', 'redis-2 running', 'redis-3 running', 'web-1 running'],
    ],
    [{ type: 'scale', service: 'redis', replicas: 1 }, ['redis-1 running', 'web-1 running']],
    [{ type: 'stop', services: ['web'] }, ['redis-1 running', 'web-1 exited']],
    [{ type: 'start', services: ['web'] }, ['redis-1 running', 'web-1 running']],
    [{ type: 'restart' }, ['redis-1 running', 'web-1 running']],
    [{ type: 'kill', services: ['redis'] }, ['redis-1 exited', 'web-1 running']],
    [{ type: 'rm', services: ['redis'] }, ['web-1 running']],
    [{ type: 'create' }, ['redis-1 created', 'web-1 running']],
    [{ type: 'down', images: 'local', volumes: true }, []],
  ] as const;
  for (const [action, expected] of steps) {
    const job = await stack.do({ ...action, ...('services' in action && { services: [...action.services] }) } as never);
    expect([action.type, job.state, job.error]).toEqual([action.type, 'done', undefined]);
    expect([action.type, ...(await stack.ps())]).toEqual([action.type, ...expected]);
  }
  expect(await stack.docker('image', 'ls', '--quiet', `${project}-web`)).toBe('');
  expect(await stack.docker('network', 'ls', '--quiet', '--filter', `name=${project}_default`)).toBe('');
});

test('AC-67: a service with a fixed port is not scaled: why, and what to write, is said before anything is made', async () => {
  const stack = await made.stack(EXAMPLE, { Dockerfile: DOCKERFILE });
  await stack.do({ type: 'up' });
  const before = await stack.docker('ps', '--all', '--quiet');
  const action = StackAction.parse({ type: 'scale', service: 'web', replicas: 2 });
  const error = await made.refusal(made.client.stackRuns.start({ stack: stack.stack, action }));
  expect(error).toMatchObject({
    code: 'conflict',
    message:
      '“web” publishes port 127.0.0.1:39180 of this computer, and only one container can have that: 2 cannot run.',
    hint: expect.stringContaining('39180-39181:80'),
  });
  expect(await stack.docker('ps', '--all', '--quiet')).toBe(before);
});

test('AC-69: a one-off gives its output and its exit code, and is gone; with another name, without --rm, it stays', async () => {
  const stack = await made.stack(EXAMPLE, { Dockerfile: DOCKERFILE });
  const base = { service: 'redis', servicePorts: false, noDeps: false, interactive: false, env: [], publish: [] };
  const gone = await made.ended(
    made.client.stackRuns.runOneOff({
      stack: stack.stack,
      oneOff: {
        ...base,
        rm: true,
        name: `${stack.project}-once`,
        command: ['sh', '-c', 'echo out; echo $SECRET_WORD; exit 3'],
        publish: ['39181:80'],
        env: [{ name: 'SECRET_WORD', value: 'hush' }],
      },
    }),
  );
  expect(gone).toMatchObject({
    state: 'done',
    message: 'It ended with code 3',
    result: { type: 'stack', exitCode: 3 },
  });
  expect(gone.command).toContain(
    `run --rm --no-TTY --name ${stack.project}-once --publish 39181:80 --env SECRET_WORD redis`,
  );
  expect(JSON.stringify(gone)).not.toContain('hush');
  const lines: string[] = [];
  for await (const line of made.client.jobs.log({ jobId: gone.id })) lines.push(line);
  expect(lines).toEqual(expect.arrayContaining(['out', 'hush']));
  expect(await stack.ps()).toEqual([]);

  const kept = await made.ended(
    made.client.stackRuns.runOneOff({
      stack: stack.stack,
      oneOff: { ...base, rm: false, name: `${stack.project}-kept`, command: ['cat'], interactive: true },
    }),
  );
  expect(kept).toMatchObject({ state: 'done', result: { type: 'containers' } });
  const id = kept.result?.type === 'containers' ? (kept.result.ids[0] ?? '') : '';
  const terminal = await made.client.terminals.open({
    target: { type: 'attach', ref: { context, id } },
    columns: 80,
    rows: 24,
  });
  await made.client.terminals.write({ terminalId: terminal.id, bytes: new TextEncoder().encode('hello\r') });
  let shown = '';
  for await (const item of made.client.terminals.output(
    { terminalId: terminal.id },
    { signal: AbortSignal.timeout(10_000) },
  )) {
    if (item.type === 'data') shown += new TextDecoder().decode(item.bytes);
    if (shown.split('hello').length > 2) break; // typed, and given back by cat
  }
  expect(shown.split('hello').length).toBeGreaterThan(2);
  await made.client.terminals.close({ terminalId: terminal.id });
  // Compose gives it no terminal and opens its input once (StdinOnce): when who typed leaves, cat has read all. It stays.
  await vi.waitFor(async () => expect(await stack.ps()).toEqual(['kept exited']), { timeout: 20_000 });
});

test('what needs another restarts with it where that is wanted, and the outline says who that is', async () => {
  const stack = await made.stack(EXAMPLE, { Dockerfile: DOCKERFILE });
  const outline = await made.client.stackRuns.services({ stack: stack.stack });
  expect(outline.find(({ name }) => name === 'redis')).toMatchObject({
    dependants: ['web'],
    fixedPorts: [],
    isBuilt: false,
  });
  expect(outline.find(({ name }) => name === 'web')).toMatchObject({
    dependsOn: ['redis'],
    fixedPorts: ['127.0.0.1:39180'],
    isBuilt: true,
  });
});

test('before down exactly what goes is said, and exactly that goes', async () => {
  const stack = await made.stack(
    'services: {db: {image: busybox:latest, command: sleep 1000, init: true, volumes: ["data:/d", "/anon"]}}\nvolumes: {data: {}}\n',
  );
  await stack.do({ type: 'up' });
  const { project } = stack;
  await stack.docker(
    'run',
    '--detach',
    '--name',
    `${project}-guest`,
    '--label',
    'gantry.test',
    '--network',
    `${project}_default`,
    '--init',
    'busybox:latest',
    'sleep',
    '1000',
  );
  try {
    const action = StackAction.parse({ type: 'down', volumes: true, timeoutSeconds: 0 });
    const plan = await made.client.stackRuns.planDown({ stack: stack.stack, action });
    expect(plan.containers.map(({ name }) => name)).toEqual([`${project}-db-1`]);
    expect(plan.volumes.map(({ name, isAnonymous, keptBy }) => [isAnonymous || name, keptBy])).toEqual([
      [`${project}_data`, []],
      [true, []],
    ]);
    expect(plan.networks).toMatchObject([{ name: `${project}_default`, keptBy: [`${project}-guest`] }]);
    await stack.do(action);
    const volumes = await stack.docker('volume', 'ls', '--quiet');
    for (const { name } of plan.volumes) expect(volumes).not.toContain(name);
    expect(await stack.docker('network', 'ls', '--format', '{{.Name}}')).toContain(`${project}_default`);
  } finally {
    await stack.docker('rm', '--force', `${project}-guest`);
  }
});
