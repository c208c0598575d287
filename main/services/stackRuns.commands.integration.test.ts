import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stackExecCommand } from '../../contract/commands/composeCommands.ts';
import { OneOff, type StackActionInput, StackTarget } from '../../contract/model/stackRun.ts';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { before, leftBy } from '../compose/testing/leftBy.ts';
import { type MadeStack, madeStacks } from '../compose/testing/madeStacks.ts';
import { type RunningRegistry, startRegistry } from '../registries/testing/registry.ts';

const made = madeStacks();
let registry: RunningRegistry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.close());

const SERVICE = 'image: busybox:latest, command: sleep 1000, init: true, stop_grace_period: 1s';
const service = (more = '') => `{${SERVICE}${more}}`;
const TWO = `services:
  db: ${service(', volumes: ["data:/data", "/anonymous"], labels: {a: b}')}
  web: ${service(', depends_on: {db: {condition: service_started, restart: true}}, ports: ["80"], networks: [default, back]')}
networks: {back: {}}
volumes: {data: {}}
`;
const BUILT = `services:
  web: {build: ., init: true, stop_grace_period: 1s}
  db: ${service()}
`;
const DOCKERFILE = 'FROM busybox:latest\nRUN echo one > /made\nCMD ["sleep", "1000"]\n';

interface Case {
  readonly name: string;
  readonly yaml?: string;
  readonly files?: Readonly<Record<string, string>>;
  /** By the real CLI, both times. */
  readonly first?: (stack: MadeStack) => Promise<unknown>;
  readonly action: StackActionInput;
}

const up = (stack: MadeStack) => stack.compose('up', '--detach');
const upThen =
  (...then: ((stack: MadeStack) => Promise<unknown>)[]) =>
  async (stack: MadeStack) => {
    await up(stack);
    for (const one of then) await one(stack);
  };
const changed = (file: string, text: string) => (stack: MadeStack) => stack.write(file, text);
const ran =
  (...words: string[]) =>
  (stack: MadeStack) =>
    stack.compose(...words);

const CASES: readonly Case[] = [
  { name: 'up, from nothing', action: { type: 'up' } },
  { name: 'up of one service, and what it needs', action: { type: 'up', services: ['web'] } },
  { name: 'up of one service alone', action: { type: 'up', services: ['web'], noDeps: true, pull: 'never' } },
  {
    name: 'up that waits until all are healthy',
    yaml: `services: {web: ${service(', healthcheck: {test: "true", interval: 200ms}')}}`,
    action: { type: 'up', wait: true, pull: 'missing' },
  },
  {
    name: 'up that makes all anew, with new anonymous volumes',
    first: up,
    action: { type: 'up', forceRecreate: true, renewAnonVolumes: true, timeoutSeconds: 0 },
  },
  {
    name: 'up that removes what the file has no more',
    first: upThen(changed('compose.yaml', `services: {db: ${service()}}`)),
    action: { type: 'up', removeOrphans: true },
  },
  {
    name: 'up that makes a volume anew',
    first: upThen(changed('compose.yaml', TWO.replace('volumes: {data: {}}', 'volumes: {data: {labels: {c: d}}}'))),
    action: { type: 'up', recreateVolumes: true },
  },
  {
    name: 'up that builds',
    yaml: BUILT,
    first: upThen(changed('Dockerfile', DOCKERFILE.replace('one', 'two'))),
    files: { Dockerfile: DOCKERFILE },
    action: { type: 'up', build: true },
  },
  {
    name: 'create, with what was there made anew and orphans removed',
    first: upThen(changed('compose.yaml', `services: {db: ${service()}, mail: ${service()}}`)),
    action: { type: 'create', forceRecreate: true, removeOrphans: true },
  },
  { name: 'down', first: up, action: { type: 'down' } },
  {
    name: 'down with volumes, images and orphans',
    yaml: BUILT.replace('stop_grace_period: 1s}', 'stop_grace_period: 1s, volumes: ["/anonymous"]}'),
    files: { Dockerfile: DOCKERFILE },
    first: upThen(changed('compose.yaml', 'services: {web: {build: .}}')),
    action: { type: 'down', volumes: true, images: 'local', removeOrphans: true, timeoutSeconds: 0 },
  },
  { name: 'down of one service', first: up, action: { type: 'down', services: ['web'] } },
  { name: 'stop', first: up, action: { type: 'stop', timeoutSeconds: 0 } },
  { name: 'start of one service', first: upThen(ran('stop')), action: { type: 'start', services: ['db'] } },
  { name: 'restart', first: up, action: { type: 'restart', timeoutSeconds: 0 } },
  { name: 'restart of one with what restarts with it', first: up, action: { type: 'restart', services: ['db'] } },
  { name: 'restart of one alone', first: up, action: { type: 'restart', services: ['db'], noDeps: true } },
  { name: 'kill', first: up, action: { type: 'kill' } },
  { name: 'kill with a signal', first: up, action: { type: 'kill', signal: 'SIGTERM', services: ['web'] } },
  { name: 'rm of what has stopped', first: upThen(ran('stop', 'web')), action: { type: 'rm' } },
  { name: 'rm that stops, with volumes', first: up, action: { type: 'rm', stop: true, volumes: true } },
  { name: 'pause', first: up, action: { type: 'pause', services: ['db'] } },
  { name: 'unpause', first: upThen(ran('pause')), action: { type: 'unpause' } },
  { name: 'scale up', first: up, action: { type: 'scale', service: 'web', replicas: 3 } },
  {
    name: 'scale down',
    first: upThen(ran('scale', 'web=3')),
    action: { type: 'scale', service: 'web', replicas: 1 },
  },
  {
    name: 'build without the cache',
    yaml: BUILT,
    files: { Dockerfile: DOCKERFILE },
    action: { type: 'build', noCache: true, services: ['web'] },
  },
];

/** The one after the other in the same folder by the same name: so what they leave must be the same to the letter. */
describe('the command that is shown leaves what the app leaves', () => {
  test.for(CASES)('$name', async ({ yaml = TWO, files = {}, first, action }) => {
    const stack = await made.stack(yaml, files);
    const begin = async () => {
      await first?.(stack);
      return before(stack);
    };
    const ofApp = await begin();
    const job = await stack.do(action);
    expect([job.state, job.error]).toEqual(['done', undefined]);
    const byApp = await leftBy(stack, ofApp);

    await stack.clear();
    for (const [file, text] of Object.entries({ 'compose.yaml': yaml, ...files })) await stack.write(file, text);
    const ofCli = await begin();
    await stack.shell(job.command ?? '');
    expect(byApp).toEqual(await leftBy(stack, ofCli));
    // Nothing compared with nothing says nothing.
    expect([...ofApp.values(), ...byApp.containers, ...byApp.images].length).toBeGreaterThan(0);
  });

  test('run of a one-off that stays', async () => {
    const stack = await made.stack(TWO);
    const oneOff = OneOff.parse({
      service: 'db',
      rm: false,
      name: `${stack.project}-once`,
      command: ['sh', '-c', 'echo "$MODE"; exit 3'],
      env: [{ name: 'MODE', value: 'a b' }],
      user: '1000',
      workingDir: '/tmp',
      noDeps: true,
    });
    const job = await made.ended(made.client.stackRuns.runOneOff({ stack: stack.stack, oneOff }));
    expect(job).toMatchObject({ state: 'done', result: { exitCode: 3 } });
    const byApp = await leftBy(stack, new Map());
    await stack.clear();
    await expect(stack.shell(job.command ?? '')).rejects.toMatchObject({ code: 3, stdout: 'a b\n' });
    expect(byApp).toEqual(await leftBy(stack, new Map()));
    expect(byApp.containers).toHaveLength(1);
  });

  test('cp into all containers of a service, and out of one of them', async () => {
    const stack = await made.stack(TWO, { 'sent/one.txt': 'one', 'sent/two.txt': 'two' });
    await stack.compose('up', '--detach', '--scale', 'web=2');
    const cp = (more: object) =>
      stack.do({ type: 'cp', service: 'web', direction: 'in', ...more } as StackActionInput & { type: 'cp' });
    const inside = (index: string) =>
      stack.compose('exec', '--no-TTY', '--index', index, 'web', 'sh', '-c', 'cat /tmp/sent/*; rm -r /tmp/sent');
    const into = await cp({ hostPath: path.join(stack.folder, 'sent'), containerPath: '/tmp/' });
    expect([into.state, into.error]).toEqual(['done', undefined]);
    for (const index of ['1', '2']) expect(await inside(index)).toBe('onetwo');
    await stack.shell(into.command ?? '');
    for (const index of ['1', '2']) expect(await inside(index)).toBe('onetwo');

    await stack.compose('exec', '--no-TTY', '--index', '2', 'web', 'sh', '-c', 'echo of two > /tmp/out');
    const target = path.join(stack.folder, 'got');
    const out = await cp({ direction: 'out', containerPath: '/tmp/out', hostPath: target, index: 2 });
    expect([out.state, out.error]).toEqual(['done', undefined]);
    expect(await readFile(target, 'utf8')).toBe('of two\n');
    await rm(target);
    await stack.shell(out.command ?? '');
    expect(await readFile(target, 'utf8')).toBe('of two\n');
    const refused = await cp({ direction: 'out', containerPath: '/nowhere', hostPath: target });
    expect(refused).toMatchObject({ state: 'failed', error: { message: expect.stringContaining('/nowhere') } });
  });

  test('wait: both end when the container has stopped, with its exit code', async () => {
    const yaml = `services: {job: {image: "busybox:latest", init: true, command: sh -c "sleep 3; exit 7"}, db: ${service()}}`;
    const stack = await made.stack(yaml);
    await up(stack);
    const job = await stack.do({ type: 'wait', services: ['job'] });
    expect(job).toMatchObject({ state: 'done', result: { exitCode: 7 } });
    await stack.compose('start', 'job');
    await expect(stack.shell(job.command ?? '')).rejects.toMatchObject({ code: 7 });
    expect(await stack.ps()).toEqual(['db-1 running', 'job-1 exited']);
  });

  test('a shell in one of several containers', async () => {
    const stack = await made.stack(TWO);
    await stack.compose('up', '--detach', '--scale', 'db=2');
    const id = await stack.docker('inspect', '--format', '{{.Id}}', `${stack.project}-db-2`);
    const says = `1000 /tmp ${id.slice(0, 12)}`;
    const typed = 'echo $(id -u) $(pwd) $(hostname); exit';
    const ref = { context: 'default', id };
    const target = { type: 'exec', ref, shell: 'sh', user: '1000', workingDir: '/tmp' } as const;
    const terminal = await made.client.terminals.open({ target, columns: 80, rows: 24 });
    await made.client.terminals.write({
      terminalId: terminal.id,
      bytes: new TextEncoder().encode(`${typed}\r`),
    });
    let shown = '';
    for await (const item of made.client.terminals.output({ terminalId: terminal.id })) {
      if (item.type === 'data') shown += new TextDecoder().decode(item.bytes);
      else break;
    }
    expect(shown).toContain(says);
    const command = stackExecCommand(
      StackTarget.parse(stack.stack),
      { service: 'db', index: 2 },
      { program: 'sh', user: '1000', workingDir: '/tmp' },
    );
    // It wants a terminal, as a person has one.
    await stack.write('typed', `${typed}\n`);
    await stack.write('command', `docker() { '${testEngine().cliPath}' "$@"; }\n${command}\n`);
    expect(await stack.shell(`script -qec 'sh ${stack.folder}/command' /dev/null < ${stack.folder}/typed`)).toContain(
      says,
    );
  });

  test('build, push and pull, by way of a registry', async () => {
    const image = `${registry.host}/team/web:1`;
    const stack = await made.stack(`services: {web: {image: "${image}", build: ., init: true}}`, {
      Dockerfile: DOCKERFILE,
    });
    const manifest = async (method = 'GET') => {
      const accept = 'application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json';
      const base = `http://${registry.host}/v2/team/web/manifests`;
      const found = await fetch(`${base}/1`, { headers: { accept } });
      const digest = found.headers.get('docker-content-digest') ?? '';
      if (method === 'DELETE') await fetch(`${base}/${digest}`, { method });
      return found.ok ? await found.text() : undefined;
    };
    const imageOf = () => stack.docker('image', 'inspect', '--format', '{{.Id}} {{.RepoTags}} {{.RepoDigests}}', image);
    const done = async (action: StackActionInput) => {
      const job = await stack.do(action);
      expect([action.type, job.state, job.error]).toEqual([action.type, 'done', undefined]);
      return job.command ?? '';
    };
    try {
      const build = await done({ type: 'build' });
      const builtByApp = await imageOf();
      await stack.docker('image', 'rm', image);
      await stack.shell(build);
      expect(await imageOf()).toBe(builtByApp);

      const push = await done({ type: 'push', services: ['web'] });
      const pushedByApp = await manifest('DELETE');
      expect(await manifest()).toBeUndefined();
      await stack.shell(push);
      expect(pushedByApp).toMatch(/layers/);
      expect(await manifest()).toBe(pushedByApp);

      await stack.docker('image', 'rm', image);
      const pull = await done({ type: 'pull' });
      const pulledByApp = await imageOf();
      await stack.docker('image', 'rm', image);
      await stack.shell(pull);
      expect(await imageOf()).toBe(pulledByApp);
      expect(pulledByApp).toContain('@sha256:');
    } finally {
      await stack.docker('image', 'rm', '--force', image).catch(() => {});
    }
  });
});
