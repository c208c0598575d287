import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { GantryClient } from '../../contract/index.ts';
import { findProgram, systemPath } from '../../engine/native/programs.ts';
import { settingsFor } from '../certificates/testing/makeSet.ts';
import { type OpenGantry, openGantry } from '../containerChange/testing/gantryClient.ts';
import { docker, TEST_IMAGE, testName } from '../live/testing/engineCli.ts';
import { type RunningRegistry, startRegistry, TEST_PASSWORD, TEST_USER } from '../registries/testing/registry.ts';

/** Each is given to the app as a person gives it, and is looked for in everything that the app writes, starts and says. */
const planted = (what: string) => `planted-${what}-${randomBytes(9).toString('hex')}`;
const SECRETS = {
  registry: TEST_PASSWORD,
  wrong: planted('wrong'),
  build: planted('build'),
  argument: planted('argument'),
  container: planted('container'),
  oneOff: planted('oneoff'),
  authority: planted('authority'),
  git: planted('git'),
};

const context = 'default';
let home: string;
let registry: RunningRegistry;
let gantry: OpenGantry;
let client: GantryClient;
const said: string[] = [];
let project = '';

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gantry-planted-'));
  await mkdir(path.join(home, 'tmp'));
  registry = await startRegistry({ auth: 'basic' });
  vi.stubEnv('TMPDIR', path.join(home, 'tmp')); // what is left there is seen
  const bin = path.join(home, 'bin');
  await mkdir(bin);
  for (const name of ['git', 'openssl']) {
    const program = await findProgram(name, systemPath(process.env));
    if (program) await noteArguments(bin, name, program);
  }
  vi.stubEnv('PATH', `${bin}${path.delimiter}${process.env['PATH']}`);
  gantry = await openGantry();
  client = gantry.client;
  const plugins = path.join(gantry.dataDir, '.docker/cli-plugins');
  await mkdir(plugins, { recursive: true });
  for (const name of ['buildx', 'compose']) {
    const program = process.env[`GANTRY_TEST_${name.toUpperCase()}`];
    if (program) await noteArguments(plugins, `docker-${name}`, program);
  }
  for (const output of [process.stdout, process.stderr]) {
    vi.spyOn(output, 'write').mockImplementation((text) => (said.push(String(text)), true));
  }
}, 120_000);

afterAll(async () => {
  vi.restoreAllMocks();
  if (project) await docker('network', 'rm', `${project}_default`).catch(() => undefined);
  await gantry.close();
  await registry.close();
  vi.unstubAllEnvs();
  await rm(home, { recursive: true, force: true });
});

/** Stands before a program: writes down the arguments it is started with, which each user can read, and becomes it. */
async function noteArguments(folder: string, name: string, program: string): Promise<void> {
  const script = `#!/bin/sh\nprintf '%s\\n' '${name}' "$@" >> '${path.join(home, 'arguments')}'\nexec '${program}' "$@"\n`;
  await writeFile(path.join(folder, name), script, { mode: 0o755 });
}

/** All that a stream has to say at once, and what it says until it is quiet. */
async function heard(stream: (signal: AbortSignal) => AsyncIterable<unknown>): Promise<string> {
  const items: unknown[] = [];
  try {
    for await (const item of stream(AbortSignal.timeout(1000))) items.push(item);
  } catch {
    // It was ended by us.
  }
  return JSON.stringify(items);
}

async function filesIn(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

const forms = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(`${TEST_USER}:${secret}`).toString('base64').replace(/=+$/, ''),
];
const found = (text: string): string[] =>
  Object.entries(SECRETS)
    .filter(([, secret]) => forms(secret).some((form) => text.includes(form)))
    .map(([name]) => name);

async function useThem(): Promise<void> {
  const name = registry.host;
  const username = TEST_USER;
  await client.registries.save({ name });
  await expect(client.registries.signIn({ context, name, username, password: SECRETS.wrong })).rejects.toMatchObject({
    error: { code: 'registry-auth' },
  });
  await client.registries.signIn({ context, name, username, password: SECRETS.registry });

  const folder = path.join(home, 'build');
  await mkdir(folder);
  await writeFile(
    path.join(folder, 'Dockerfile'),
    `FROM ${TEST_IMAGE}\nARG API_TOKEN\nRUN --mount=type=secret,id=key test -s /run/secrets/key && sleep 0.5\nRUN exit 3\n`,
  );
  const { buildId } = await client.builds.start({
    context,
    settings: {
      source: { type: 'folder', path: folder },
      secrets: [{ id: 'key', from: 'value', value: SECRETS.build }],
      args: [{ name: 'API_TOKEN', value: SECRETS.argument }],
    },
  });
  await gantry.ended(buildId);
  said.push(await heard((signal) => client.builds.log({ buildId }, { signal })));
  const build = await client.builds.inspect({ buildId });
  expect(build.failure).toMatchObject({ exitCode: 3 }); // it had its secret, and failed after that
  said.push(JSON.stringify(build));

  const run = await client.containers.run({
    context,
    settings: {
      image: TEST_IMAGE,
      name: testName('planted'),
      command: ['sleep', '1000'],
      env: [{ name: 'DB_PASSWORD', value: SECRETS.container }],
      labels: [{ name: 'gantry.test', value: '' }],
    },
  });
  const { result } = await gantry.ended(run.jobId);
  if (result?.type !== 'containers') throw new Error('It did not run.');
  const action = { type: 'remove', force: true, volumes: true } as const;
  for await (const { error } of client.containers.apply({ context, ids: [...result.ids], action })) {
    if (error) throw new Error(error.message);
  }

  project = testName('stack').toLowerCase();
  const compose = path.join(home, 'compose.yaml');
  await writeFile(compose, `services:\n  web:\n    image: ${TEST_IMAGE}\n    labels: {gantry.test: ""}\n`);
  const files = { workingDir: home, configFiles: [compose], envFiles: [], profiles: [] };
  const oneOff = await client.stackRuns.runOneOff({
    stack: { context, project, files },
    oneOff: { service: 'web', command: ['true'], env: [{ name: 'API_TOKEN', value: SECRETS.oneOff }] },
  });
  expect((await gantry.ended(oneOff.jobId)).error).toBeUndefined();

  await client.certificates.create(settingsFor(path.join(home, 'pki'), { passphrase: SECRETS.authority }));

  const url = `https://me:${SECRETS.git}@127.0.0.1:1/x`;
  const clone = await client.templates.clone({ url, folder: path.join(home, 'clone') });
  await gantry.ended(clone.jobId);
}

test('no secret that the app is given is said, logged, started with, or kept where it need not be', async () => {
  await useThem();
  const activities = await heard((signal) => client.activity.watch({}, { signal }));
  const jobs = await heard((signal) => client.jobs.watch({}, { signal }));
  expect(found(activities)).toEqual([]);
  expect(found(jobs)).toEqual([]);
  expect(found(said.join('\n'))).toEqual([]);

  const programs = await readFile(path.join(home, 'arguments'), 'utf8');
  // They were started, or the last line would say nothing.
  for (const name of ['docker-buildx', 'docker-compose', 'git', 'openssl']) expect(programs).toContain(`${name}\n`);
  expect(found(programs)).toEqual([]);

  const kept: string[] = [];
  for (const file of [...(await filesIn(gantry.dataDir)), ...(await filesIn(path.join(home, 'tmp')))]) {
    const names = found(await readFile(file, 'latin1'));
    if (names.length === 0) continue;
    const place = path.relative(gantry.dataDir, file);
    kept.push(`${place.split(path.sep)[0]}: ${names.join()}`);
    expect({ place, mode: ((await stat(file)).mode & 0o077).toString(8) }).toEqual({ place, mode: '0' });
  }
  // The CLI's own file has the sign-in, as `docker login` leaves it where there is no keychain; what a container was made
  // with is kept for a way back, for the person alone.
  for (const one of kept) expect(one).toMatch(/^(\.docker: registry|(history|run-presets\.json): container)$/);
  expect(kept).toContain('.docker: registry');
}, 120_000);

test('keys of certificates are for their owner alone, and the passphrase opens nothing that lies beside them', async () => {
  const folder = path.join(home, 'pki');
  for (const name of (await readdir(folder)).filter((one) => /key/.test(one))) {
    expect({ name, mode: ((await stat(path.join(folder, name))).mode & 0o077).toString(8) }).toEqual({
      name,
      mode: '0',
    });
  }
  for (const file of await filesIn(folder)) {
    expect({ file, found: found(await readFile(file, 'latin1')) }).toEqual({ file, found: [] });
  }
});

test('nothing of it is left in the folder for temporary files, nor a link to it', async () => {
  const left = await readdir(path.join(home, 'tmp'));
  // The data folder of this test is there, and nothing else.
  expect(left.filter((name) => !gantry.dataDir.endsWith(name))).toEqual([]);
  for (const name of left) await expect(readlink(path.join(home, 'tmp', name))).rejects.toThrow('EINVAL');
});
