import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { StackAction } from '../../contract/model/stackRun.ts';
import { madeStacks } from '../compose/testing/madeStacks.ts';

const made = madeStacks();
const WEB = 'image: busybox:latest, command: sleep 1000, init: true';
const up = StackAction.parse({ type: 'up' });

test.each([
  ['broken', 'services: [', { code: 'invalid-input', message: /not right: .*yaml: line 1/ }],
  ['half typed', 'services: {web: {imag: x}}', { code: 'invalid-input', message: /“imag” is no key/ }],
  [
    'in a ring',
    `services: {a: {${WEB}, depends_on: [b]}, b: {${WEB}, depends_on: [a]}}`,
    { code: 'invalid-input', message: /in a ring/ },
  ],
  [
    'without its variables',
    `services: {web: {${WEB}, env_file: none.env}}`,
    { code: 'invalid-input', message: /none\.env is not there/ },
  ],
  [
    'without a value it asks for',
    `services: {web: {${WEB}, user: "\${WHO:?say who}"}}`,
    { code: 'invalid-input', message: /WHO has no value.*say who/ },
  ],
])('a file that is %s is refused in words, by the plan and by up', async (_name, yaml, { code, message }) => {
  const stack = await made.stack(yaml);
  const planned = await made.refusal(stack.plan());
  expect(planned).toMatchObject({ code, message: expect.stringMatching(message) });
  const job = await stack.do({ type: 'up' });
  expect(job).toMatchObject({ state: 'failed', error: { code, message: expect.stringMatching(message) } });
  expect(await stack.ps()).toEqual([]);
});

test('a variable that is not set is warned of, in the plan and after up', async () => {
  const stack = await made.stack(`services: {web: {${WEB}, environment: {A: "\${NOT_SET_ANYWHERE}"}}}`);
  const plan = await stack.plan();
  expect(plan.warnings).toEqual([expect.stringContaining('NOT_SET_ANYWHERE')]);
  const job = await stack.do({ type: 'up' });
  expect(job).toMatchObject({
    state: 'done',
    result: { type: 'stack', warnings: [expect.stringContaining('NOT_SET_ANYWHERE')] },
  });
});

test('a build that fails in the middle of up says at which line, nothing is left half made, and the next up goes on', async () => {
  const stack = await made.stack(`services: {db: {${WEB}}, web: {build: ., init: true, depends_on: [db]}}`, {
    Dockerfile: 'FROM busybox:latest\nRUN echo before && no-such-program\nCMD ["sleep", "1000"]\n',
  });
  const job = await stack.do({ type: 'up' });
  expect(job).toMatchObject({ state: 'failed', error: { code: 'build-failed', hint: expect.any(String) } });
  expect(job.items.some(({ label, status }) => label.includes('RUN echo before') && status === 'failed')).toBe(true);
  expect(await stack.ps()).toEqual([]);
  await writeFile(path.join(stack.folder, 'Dockerfile'), 'FROM busybox:latest\nCMD ["sleep", "1000"]\n');
  expect(await stack.do({ type: 'up' })).toMatchObject({ state: 'done' });
  expect(await stack.ps()).toEqual(['db-1 running', 'web-1 running']);
});

test('a port that another has is named, and the next up finishes once it is free', async () => {
  const stack = await made.stack(`services: {db: {${WEB}}, web: {${WEB}, ports: ["39182:80"], depends_on: [db]}}`);
  await stack.docker(
    'run',
    '--detach',
    '--label',
    'gantry.test',
    '--name',
    `${stack.project}-holder`,
    '--init',
    '--publish',
    '39182:80',
    'busybox:latest',
    'sleep',
    '1000',
  );
  try {
    expect(await stack.do({ type: 'up' })).toMatchObject({
      state: 'failed',
      error: { code: 'port-in-use', hostPort: 39182 },
    });
    expect(await stack.ps()).toEqual(['db-1 running', 'web-1 created']);
  } finally {
    await stack.docker('rm', '--force', `${stack.project}-holder`);
  }
  expect(await stack.do({ type: 'up' })).toMatchObject({ state: 'done' });
  expect(await stack.ps()).toEqual(['db-1 running', 'web-1 running']);
});

test('cancelled in the middle, it says what is left, and the same again finishes the work', async () => {
  const stack = await made.stack(
    `services: {db: {${WEB}, healthcheck: {test: "sleep 30", interval: 60s, timeout: 50s}}, web: {${WEB}, depends_on: {db: {condition: service_healthy}}}}`,
  );
  const { jobId } = await made.client.stackRuns.start({ stack: stack.stack, action: up });
  await vi.waitFor(async () => expect(await stack.ps()).toEqual(['db-1 running', 'web-1 created']), {
    timeout: 20_000,
  });
  const cancelledAt = Date.now();
  await made.client.jobs.cancel({ jobId });
  const job = await made.gantry.ended(jobId);
  expect(job).toMatchObject({ state: 'cancelled', message: expect.stringContaining('goes on from there') });
  expect(Date.now() - cancelledAt).toBeLessThan(11_000);
  expect(await stack.ps()).toEqual(['db-1 running', 'web-1 created']);
  await stack.write('compose.yaml', `services: {db: {${WEB}}, web: {${WEB}, depends_on: [db]}}`);
  expect(await stack.do({ type: 'up' })).toMatchObject({ state: 'done' });
  expect(await stack.ps()).toEqual(['db-1 running', 'web-1 running']);
});

test('without its files a stack is still stopped and taken down, and up says that they are missing', async () => {
  const stack = await made.stack(`services: {web: {${WEB}}}`);
  await stack.do({ type: 'up' });
  const bare = { context: 'default', project: stack.project };
  expect(await made.refusal(made.client.stackRuns.start({ stack: bare, action: up }))).toMatchObject({
    code: 'not-found',
  });
  const run = (action: object) =>
    made.ended(made.client.stackRuns.start({ stack: bare, action: StackAction.parse(action) }));
  expect(await run({ type: 'stop', timeoutSeconds: 0 })).toMatchObject({
    state: 'done',
    command: `docker compose --project-name ${stack.project} stop --timeout 0`,
  });
  expect(await stack.ps()).toEqual(['web-1 exited']);
  expect(await run({ type: 'down' })).toMatchObject({ state: 'done' });
  expect(await stack.ps()).toEqual([]);
  // Files that were known and are gone are told so.
  const lost = { ...bare, files: { workingDir: stack.folder, configFiles: [path.join(stack.folder, 'gone.yaml')] } };
  expect(await made.refusal(made.client.stackRuns.drift({ stack: lost }))).toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('gone.yaml'),
  });
});

test('what runs differs from the file: which services, and in what', async () => {
  const stack = await made.stack(`services: {web: {${WEB}, environment: {MODE: a, API_TOKEN: "1"}}, old: {${WEB}}}`);
  expect(await made.client.stackRuns.drift({ stack: stack.stack })).toMatchObject({ isDown: true, services: [] });
  await stack.do({ type: 'up' });
  expect(await made.client.stackRuns.drift({ stack: stack.stack })).toMatchObject({
    isDown: false,
    services: [],
    networks: [],
    volumes: [],
  });
  await stack.write('compose.yaml', `services: {web: {${WEB}, environment: {MODE: b, API_TOKEN: "2"}, scale: 2}}`);
  const { services } = await made.client.stackRuns.drift({ stack: stack.stack });
  expect(services).toEqual([
    {
      service: 'web',
      kind: 'changed',
      containers: [`${stack.project}-web-1`],
      reasons: ['config'],
      changes: [
        { key: 'environment.API_TOKEN', before: '••••••', after: '••••••' },
        { key: 'environment.MODE', before: 'a', after: 'b' },
      ],
    },
    { service: 'web', kind: 'missing', containers: [`${stack.project}-web-2`], reasons: [], changes: [] },
    { service: 'old', kind: 'orphan', containers: [`${stack.project}-old-1`], reasons: [], changes: [] },
  ]);
});
