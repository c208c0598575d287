import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyImageCommand } from '../../contract/commands/copyCommands.ts';
import { TEST_LABEL, testEngine } from '../../engine/testing/testEngine.ts';
import { type RunningTestEngine, startTestEngine } from '../../engine/testing/startTestEngine.ts';
import { madeStacks } from '../compose/testing/madeStacks.ts';
import { docker, testName } from '../live/testing/engineCli.ts';

const run = promisify(execFile);
const made = madeStacks();
let second: RunningTestEngine;

/** The real CLI, with the contexts `first` and `second`. */
const cli = async (script: string) => {
  const env = { PATH: process.env['PATH'], HOME: made.gantry.dataDir };
  const text = `docker() { '${testEngine().cliPath}' "$@"; }\n${script}`;
  return (await run('/bin/sh', ['-ec', text], { env, maxBuffer: 1e8 })).stdout.trim();
};
const there = (...words: string[]) => cli(`docker --context second ${words.map((word) => `'${word}'`).join(' ')}`);

beforeAll(async () => {
  second = await startTestEngine();
  await cli(`docker context create second --docker 'host=unix://${second.socketPath}'`);
  await cli(`docker context create first --docker 'host=unix://${testEngine().socketPath}'`);
  await isKnown('second');
}, 180_000);
afterAll(() => second.stop());

async function isKnown(context: string): Promise<void> {
  for await (const contexts of made.client.contexts.watch({}, { signal: AbortSignal.timeout(20_000) })) {
    if (contexts.some(({ name }) => name === context)) return;
  }
}

/** An image that no other test has; of two layers where a size is given. */
async function image(name: string, megabytes = 0): Promise<string> {
  const reference = `${testName(name)}:1`;
  const container = await docker(
    ...['run', '--detach', '--label', TEST_LABEL, 'busybox:latest', 'sh', '-c'],
    `head -c ${megabytes}000000 /dev/urandom > /blob; echo ${reference} > /which`,
  );
  await docker('wait', container);
  await docker('commit', '--change', 'CMD ["cat","/which"]', container, reference);
  await docker('rm', container);
  return reference;
}

const away = async (...references: string[]) => {
  await docker('image', 'rm', '--force', ...references).catch(() => '');
  await there('image', 'rm', '--force', ...references).catch(() => '');
};
const factsOf = '{{json .RootFS.Layers}} {{json .Config.Cmd}} {{.Architecture}} {{.Created}}';
const copy = (reference: string) =>
  made.ended(made.client.copies.image({ context: 'default', reference, targetContext: 'second' }));

test('an image arrives as it is, and runs; the shown command leaves the same one', async () => {
  const reference = await image('copied', 5);
  try {
    const request = { context: 'default', reference, targetContext: 'second' };
    expect(await made.client.copies.planImage(request)).toMatchObject({ nameThere: 'free', canChoosePlatform: false });
    const job = await copy(reference);
    expect(job).toMatchObject({ state: 'done', context: 'second', result: { references: [reference] } });
    const facts = await there('image', 'inspect', '--format', factsOf, reference);
    expect(facts).toBe(await docker('image', 'inspect', '--format', factsOf, reference));
    expect(await there('run', '--rm', '--label', TEST_LABEL, reference)).toBe(reference);
    expect(await made.client.copies.planImage(request)).toMatchObject({ nameThere: 'same' });
    expect(await copy(reference)).toMatchObject({ state: 'done', message: 'It is on second already' });

    await there('image', 'rm', reference);
    expect(job.command).toContain('| docker --context second image load');
    await cli(copyImageCommand(reference, ['--context', 'first'], ['--context', 'second']));
    expect(await there('image', 'inspect', '--format', factsOf, reference)).toBe(facts);
  } finally {
    await away(reference);
  }
});

test('a name that is another image’s there moves, after that was said; that image stays', async () => {
  const reference = await image('moved');
  try {
    await there('tag', 'busybox:latest', reference);
    const otherId = await there('image', 'inspect', '--format', '{{.Id}}', reference);
    const request = { context: 'default', reference, targetContext: 'second' };
    expect(await made.client.copies.planImage(request)).toMatchObject({ nameThere: 'other', otherId });
    expect(await copy(reference)).toMatchObject({ state: 'done' });
    expect(await there('run', '--rm', '--label', TEST_LABEL, reference)).toBe(reference);
    expect(await there('image', 'inspect', '--format', '{{.Id}}', otherId)).toBe(otherId);
  } finally {
    await away(reference);
  }
});

test('a copy that is cancelled in the middle leaves no name and no layer', async () => {
  const reference = await image('cut', 150);
  try {
    const before = await there('image', 'ls', '--all', '--quiet');
    const { jobId } = await made.client.copies.image({ context: 'default', reference, targetContext: 'second' });
    for await (const change of made.client.jobs.watch({})) {
      const jobs = change.type === 'snapshot' ? change.items : change.upserted;
      if (jobs.some(({ id, doneBytes = 0 }) => id === jobId && doneBytes > 1_000_000)) break;
    }
    await made.client.jobs.cancel({ jobId });
    const job = await made.gantry.ended(jobId);
    expect(job).toMatchObject({ state: 'cancelled' });
    expect(job.message).toMatch(/has nothing of/);
    await expect(there('image', 'inspect', reference)).rejects.toThrow(/No such image/i);
    expect(await there('image', 'ls', '--all', '--quiet')).toBe(before);
  } finally {
    await away(reference);
  }
});

test('an image that is not here, and an engine that is not there, are refused with their reasons', async () => {
  const request = { context: 'default', reference: 'nobody/has-this:1', targetContext: 'second' };
  expect(await made.refusal(made.client.copies.planImage(request))).toMatchObject({ code: 'not-found' });
  expect(await copy('nobody/has-this:1')).toMatchObject({ state: 'failed', error: { code: 'not-found' } });
  const nowhere = { context: 'default', reference: 'busybox:latest', targetContext: 'nowhere' };
  expect(await made.refusal(made.client.copies.planImage(nowhere))).toMatchObject({ code: 'not-found' });
});

test('a stack comes up there with its image and the contents of its volume; obstacles are told before', async () => {
  const reference = await image('of-stack');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  const blocker = testName('blocker');
  const stack = await made.stack(
    `services:
  db:
    image: ${reference}
    command: sleep 9999
    stop_grace_period: 0s
    ports: ["127.0.0.1:${port}:80"]
    volumes: [data:/data]
    networks: [default, outside]
volumes:
  data:
networks:
  outside:
    external: true
    name: ${blocker}
`,
  );
  const volume = `${stack.project}_data`;
  const request = { stack: stack.stack, targetContext: 'second' };
  try {
    await docker('network', 'create', '--label', TEST_LABEL, blocker);
    expect(await stack.do({ type: 'up' })).toMatchObject({ state: 'done' });
    await stack.compose('exec', 'db', 'sh', '-c', 'echo kept > /data/file; chown 5:6 /data/file');
    const plan = await made.client.copies.planStack(request);
    expect(plan.images).toMatchObject([{ reference, services: ['db'], nameThere: 'free', isBuilt: false }]);
    expect(plan.volumes).toMatchObject([
      { name: volume, isHere: true, isThere: false, isExternal: false, runningUsers: [`${stack.project}-db-1`] },
    ]);
    expect(plan.volumes[0]?.sizeBytes).toBeGreaterThan(0);
    expect(plan.concerns).toContainEqual({ type: 'network-missing', network: blocker });

    await stack.compose('stop');
    await there('rm', '--force', blocker);
    await there(
      'run',
      '--detach',
      '--label',
      TEST_LABEL,
      '--name',
      blocker,
      '--publish',
      `127.0.0.1:${port}:1`,
      'busybox',
      'sleep',
      '9999',
    );
    expect((await made.client.copies.planStack(request)).concerns).toContainEqual({
      ...{ type: 'port-taken', hostPort: port, protocol: 'tcp', owner: blocker },
    });
    await there('rm', '--force', blocker);
    await there('network', 'create', '--label', TEST_LABEL, blocker);
    expect((await made.client.copies.planStack(request)).concerns).toEqual([]);

    const job = await made.ended(made.client.copies.stack({ ...request, images: [reference], volumes: [volume] }));
    expect([job.state, job.error, job.message]).toEqual(['done', undefined, `${stack.project} is up on second`]);
    expect(job.items.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    const name = `${stack.project}-db-1`;
    expect(await there('exec', name, 'sh', '-c', 'cat /data/file; stat -c %u:%g /data/file')).toBe('kept\n5:6');
    expect(job.command?.split('\n').at(-1)).toMatch(/^docker --context second compose .* up --detach$/);
    const again = await made.client.copies.planStack(request);
    expect(again.concerns).toContainEqual({ type: 'stack-there', containerCount: 1 });
    expect(again.volumes).toMatchObject([{ isThere: true }]);
    // What is there already is never written to.
    const refused = await made.ended(made.client.copies.stack({ ...request, volumes: [volume] }));
    expect(refused).toMatchObject({ state: 'failed', error: { code: 'name-in-use' } });
    expect(await there('exec', name, 'cat', '/data/file')).toBe('kept');
  } finally {
    await there('rm', '--force', blocker, `${stack.project}-db-1`).catch(() => '');
    await there('volume', 'rm', '--force', volume).catch(() => '');
    await there('network', 'rm', `${stack.project}_default`, blocker).catch(() => '');
    await stack.clear();
    await docker('network', 'rm', blocker).catch(() => '');
    await away(reference);
  }
}, 120_000);

interface Facts {
  readonly Name: string;
  readonly Driver: string;
  readonly Labels: unknown;
  readonly Options: unknown;
}

interface Inspected {
  readonly Config: object;
  readonly HostConfig: unknown;
  readonly Mounts: readonly { readonly Destination: string }[];
  readonly State: { readonly Status: string };
}

test('the command shown for a stack, run by the real CLI, leaves what the action leaves', async () => {
  const [reference, outside] = [await image('by-hand'), testName('outside')];
  const stack = await made.stack(
    `services:
  db:
    image: ${reference}
    command: sleep 9999
    stop_grace_period: 0s
    environment: { WHICH: "a b" }
    volumes: [data:/data, outside:/outside]
volumes:
  data:
    labels: { team: "blue & green" }
  outside:
    external: true
    name: ${outside}
`,
  );
  const [container, network] = [`${stack.project}-db-1`, `${stack.project}_default`];
  const volumes = [`${stack.project}_data`, outside];
  const request = { stack: stack.stack, targetContext: 'second' };
  const clear = async () => {
    await there('rm', '--force', container);
    await there('volume', 'rm', '--force', ...volumes);
    await there('network', 'rm', network).catch(() => '');
    await there('image', 'rm', '--force', reference).catch(() => '');
  };
  /** All that is there of it, without what each object has of its own. */
  const left = async () => {
    const inspected = async <T>(kind: string, ...names: string[]) =>
      JSON.parse(await there(kind, 'inspect', ...names)) as readonly T[];
    const [{ Config, HostConfig, Mounts, State }] = (await inspected<Inspected>('container', container)) as [Inspected];
    const facts = async (kind: string, ...names: string[]) =>
      (await inspected<Facts>(kind, ...names)).map(({ Name, Driver, Labels, Options }) => ({
        ...{ Name, Driver, Labels, Options },
      }));
    return {
      config: { ...Config, Hostname: '' },
      host: HostConfig,
      mounts: Mounts.toSorted((a, b) => a.Destination.localeCompare(b.Destination)),
      state: State.Status,
      volumes: await facts('volume', ...volumes),
      network: await facts('network', network),
      image: await there('image', 'inspect', '--format', factsOf, reference),
      // busybox’s tar leaves folders the time of the moment.
      files: (await there('exec', container, 'sh', '-c', 'cd / && tar -cf - data outside | tar -tvf -')).replaceAll(
        /^(d.*) [\d-]{10} [\d:]{8} /gm,
        '$1 ',
      ),
      contents: await there('exec', container, 'cat', '/data/a file', '/outside/b'),
    };
  };
  try {
    await docker('volume', 'create', '--label', TEST_LABEL, '--label', 'kept=yes', outside);
    expect(await stack.do({ type: 'up' })).toMatchObject({ state: 'done' });
    const fill = 'echo kept > "/data/a file"; echo too > /outside/b; chown -R 5:6 /data/*; chmod 640 /outside/b';
    const old = 'find /data /outside -exec touch -d "2020-01-02 03:04:05" {} +';
    await stack.compose('exec', 'db', 'sh', '-c', `${fill}; ${old}`);
    await stack.compose('stop');
    const job = await made.ended(made.client.copies.stack({ ...request, images: [reference], volumes }));
    expect([job.state, job.error]).toEqual(['done', undefined]);
    const byAction = await left();
    expect(byAction.contents).toBe('kept\ntoo');
    await clear();
    // The shown command names no context for the engine that the CLI speaks to anyway.
    await cli(`export DOCKER_HOST='unix://${testEngine().socketPath}'\n${job.command}`);
    expect(await left()).toEqual(byAction);
  } finally {
    await clear().catch(() => '');
    await stack.clear();
    await docker('volume', 'rm', '--force', outside).catch(() => '');
    await away(reference);
  }
}, 120_000);

test('between the two ways in which engines keep images a copy is the same image, both ways', async () => {
  const reference = await image('store', 3);
  const third = await startTestEngine();
  try {
    await third.engine.saveSettings(JSON.stringify({ features: { 'containerd-snapshotter': true } }));
    await third.engine.stop();
    await third.engine.start();
    await cli(`docker context create third --docker 'host=unix://${third.socketPath}'`);
    const onThird = (words: string) => cli(`docker --context third ${words}`);
    expect(await onThird(`info --format '{{json .DriverStatus}}'`)).toContain('io.containerd.snapshotter');
    await isKnown('third');
    const into = { context: 'default', reference, targetContext: 'third' };
    const job = await made.ended(made.client.copies.image(into));
    expect([job.state, job.error]).toEqual(['done', undefined]);
    expect(await onThird(`run --rm --label ${TEST_LABEL} ${reference}`)).toBe(reference);
    expect(await made.client.copies.planImage(into)).toMatchObject({ nameThere: 'same' });

    await docker('image', 'rm', reference);
    const out = { context: 'third', reference, targetContext: 'default' };
    expect(await made.ended(made.client.copies.image(out))).toMatchObject({ state: 'done' });
    expect(await docker('run', '--rm', '--label', TEST_LABEL, reference)).toBe(reference);
    await onThird(`image rm --force ${reference}`);
  } finally {
    await away(reference);
    await third.stop();
  }
}, 180_000);
