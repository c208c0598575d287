import { describe, expect, test } from 'vitest';
import type { StackActionInput, StackPlan } from '../../../contract/model/stackRun.ts';
import { docker } from '../../live/testing/engineCli.ts';
import { type MadeStack, madeStacks } from '../testing/madeStacks.ts';

const made = madeStacks();

interface Case {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly action?: StackActionInput;
  /** Between the first up and the plan. */
  readonly meanwhile?: (stack: MadeStack) => Promise<unknown>;
  /** `container step`, as planned; what stays is left out. */
  readonly steps: readonly string[];
  readonly keys?: readonly string[];
}

const service = (more = '') => `image: busybox:latest, command: sleep 1000, init: true, stop_grace_period: 1s${more}`;
const one = (more = '', rest = '') => `services: {web: {${service(more)}}}\n${rest}`;
const two = (web = '', db = '', rest = '') =>
  `services: {db: {${service(db)}}, web: {${service(`, depends_on: [db]${web}`)}}}\n${rest}`;

const CASES: readonly Case[] = [
  { name: 'nothing changed', before: two(), after: two(), steps: [] },
  {
    name: 'a variable is new, one has another value and one is gone',
    before: two(', environment: {A: "1", B: "1"}'),
    after: two(', environment: {A: "2", C: "1"}'),
    steps: ['web-1 recreate config'],
    keys: ['environment.A', 'environment.B', 'environment.C'],
  },
  {
    name: 'a command, a label, a port, a limit and a restart policy',
    before: one(),
    after: one(
      ', labels: {a: b}, ports: ["80"], mem_limit: 32m, restart: always, working_dir: /tmp, user: "1000", cap_add: [NET_ADMIN]',
    ),
    steps: ['web-1 recreate config'],
    keys: ['cap_add', 'labels.a', 'mem_limit', 'ports', 'restart', 'user', 'working_dir'],
  },
  {
    name: 'limits of deploy, ulimits, tmpfs, hosts, a health check and logging',
    before: one(),
    after: one(
      ', deploy: {resources: {limits: {memory: 40M, cpus: "0.5"}}}, ulimits: {nofile: 1000}, tmpfs: /run, extra_hosts: ["a:1.2.3.4"], healthcheck: {test: ["CMD", "true"], interval: 1m30s}, logging: {driver: json-file, options: {max-size: 1m}}',
    ),
    steps: ['web-1 recreate config'],
    keys: ['cpus', 'extra_hosts', 'healthcheck', 'logging', 'mem_limit', 'tmpfs', 'ulimits.nofile'],
  },
  {
    name: 'one key among many that stay as they are',
    before: one(
      ', environment: {A: "1"}, labels: {x: y}, ports: ["80", "127.0.0.1::81/udp"], volumes: ["data:/d", "/anon", "./here:/h:ro"], tmpfs: ["/run"], hostname: h, dns: [1.1.1.1], sysctls: {net.ipv4.ip_forward: "1"}, healthcheck: {test: "true", interval: 30s}, shm_size: 1m, cpus: 0.5, mem_limit: 64m, read_only: true, security_opt: ["no-new-privileges:true"], ulimits: {nproc: {soft: 100, hard: 200}}, networks: {back: {aliases: [z]}}, runtime: runc, logging: {driver: json-file, options: {max-size: 1m}}',
      'volumes: {data: {}}\nnetworks: {back: {}}',
    ),
    after: one(
      ', environment: {A: "1"}, labels: {x: z}, ports: ["80", "127.0.0.1::81/udp"], volumes: ["data:/d", "/anon", "./here:/h:ro"], tmpfs: ["/run"], hostname: h, dns: [1.1.1.1], sysctls: {net.ipv4.ip_forward: "1"}, healthcheck: {test: "true", interval: 30s}, shm_size: 1m, cpus: 0.5, mem_limit: 64m, read_only: true, security_opt: ["no-new-privileges:true"], ulimits: {nproc: {soft: 100, hard: 200}}, networks: {back: {aliases: [z]}}, runtime: runc, logging: {driver: json-file, options: {max-size: 1m}}',
      'volumes: {data: {}}\nnetworks: {back: {}}',
    ),
    steps: ['web-1 recreate config'],
    keys: ['labels.x'],
  },
  {
    name: 'more of a service',
    before: one(),
    after: one(', scale: 3'),
    steps: ['web-2 create', 'web-3 create'],
  },
  { name: 'fewer of a service', before: one(', scale: 3'), after: one(), steps: ['web-2 remove', 'web-3 remove'] },
  {
    name: 'a new service',
    before: one(),
    after: `services: {web: {${service()}}, mail: {${service()}}}`,
    steps: ['mail-1 create'],
  },
  { name: 'a service that is gone stays as an orphan', before: two(), after: one(), steps: ['db-1 orphan'] },
  {
    name: 'a service that is gone is removed where that is wanted',
    before: two(),
    after: one(),
    action: { type: 'up', removeOrphans: true },
    steps: ['db-1 removed orphan'],
  },
  {
    name: 'one was stopped',
    before: two(),
    after: two(),
    meanwhile: (stack) => stack.compose('stop', '--timeout', '0', 'db'),
    steps: ['db-1 start'],
  },
  {
    name: 'one was removed',
    before: two(),
    after: two(),
    meanwhile: (stack) => stack.docker('rm', '--force', `${stack.project}-db-1`),
    steps: ['db-1 create'],
  },
  {
    name: 'one was taken off its network',
    before: two(),
    after: two(),
    meanwhile: (stack) => stack.docker('network', 'disconnect', `${stack.project}_default`, `${stack.project}-db-1`),
    steps: ['db-1 recreate network'],
  },
  {
    name: 'a network has another label',
    before: `${two(', networks: [back]')}networks: {back: {}}`,
    after: `${two(', networks: [back]')}networks: {back: {labels: {x: y}}}`,
    steps: ['network back recreate labels.x', 'web-1 restart'],
  },
  {
    name: 'a service moves to a new network',
    before: two(),
    after: `${two(', networks: [back]')}networks: {back: {}}`,
    steps: ['network back create', 'web-1 recreate config network'],
    keys: ['networks'],
  },
  {
    name: 'a volume has another label: it stays, with its data',
    before: one(', volumes: ["data:/d"]', 'volumes: {data: {}}'),
    after: one(', volumes: ["data:/d"]', 'volumes: {data: {labels: {x: y}}}'),
    steps: ['volume data differs labels.x'],
  },
  {
    name: 'a volume that differs is made anew where that is wanted',
    before: one(', volumes: ["data:/d"]', 'volumes: {data: {}}'),
    after: one(', volumes: ["data:/d"]', 'volumes: {data: {labels: {x: y}}}'),
    action: { type: 'up', recreateVolumes: true },
    steps: ['volume data recreate labels.x', 'web-1 recreate volume'],
  },
  {
    name: 'a volume is new',
    before: one(),
    after: one(', volumes: ["data:/d"]', 'volumes: {data: {driver_opts: {type: tmpfs, device: tmpfs}}}'),
    steps: ['volume data create', 'web-1 recreate config volume'],
    keys: ['volumes'],
  },
  {
    name: 'all is made anew',
    before: two(),
    after: two(),
    action: { type: 'up', forceRecreate: true },
    steps: ['db-1 recreate forced', 'web-1 recreate forced'],
  },
  {
    name: 'only one service is brought up, with what it needs',
    before: one(),
    after: `services: {db: {${service()}}, web: {${service(', depends_on: [db]')}}, mail: {${service()}}}`,
    action: { type: 'up', services: ['web'] },
    steps: ['db-1 create'],
  },
  {
    name: 'only one service is brought up, without what it needs',
    before: one(),
    after: two(', labels: {x: y}'),
    action: { type: 'up', services: ['web'], noDeps: true },
    steps: ['web-1 recreate config'],
    keys: ['labels.x'],
  },
  {
    name: 'what shares the network and volumes of another is made anew with it',
    before: `services: {db: {${service()}}, side: {${service(', network_mode: "service:db", pid: "service:db", volumes_from: ["db:ro"]')}}}`,
    after: `services: {db: {${service(', labels: {x: y}')}}, side: {${service(', network_mode: "service:db", pid: "service:db", volumes_from: ["db:ro"]')}}}`,
    steps: ['db-1 recreate config', 'side-1 recreate config'],
  },
  {
    name: 'what shares the network of another stays with it',
    before: `services: {db: {${service()}}, side: {${service(', network_mode: "service:db", volumes_from: [db]')}}}`,
    after: `services: {db: {${service()}}, side: {${service(', network_mode: "service:db", volumes_from: [db]')}}}`,
    steps: [],
  },
  {
    name: 'what must restart with another does',
    before: `services: {db: {${service()}}, web: {${service(', depends_on: {db: {condition: service_started, restart: true}}')}}}`,
    after: `services: {db: {${service(', labels: {x: y}')}}, web: {${service(', depends_on: {db: {condition: service_started, restart: true}}')}}}`,
    steps: ['db-1 recreate config', 'web-1 restart'],
  },
  {
    name: 'a service of a profile that is not chosen is no orphan',
    before: two(),
    after: two('', ', profiles: [data]').replace(', depends_on: [db]', ''),
    steps: [],
  },
  {
    name: 'created, not started',
    before: one(),
    after: two(),
    action: { type: 'create' },
    steps: ['db-1 create'],
  },
  {
    name: 'what waits for what changes no container',
    before: two(),
    after: two()
      .replace('depends_on: [db]', 'depends_on: {db: {condition: service_healthy, required: false}}')
      .replace('db: {', 'db: {healthcheck: {test: "true", interval: 1s}, '),
    steps: ['db-1 recreate config'],
    keys: ['healthcheck'],
  },
];

describe('the plan before up says what up then does', () => {
  test.each(CASES)('$name', async ({ before, after, action = { type: 'up' }, meanwhile, steps, keys }) => {
    const stack = await made.stack(before);
    await stack.compose('up', '--detach');
    await stack.write('compose.yaml', after);
    await meanwhile?.(stack);
    const plan = await stack.plan(action);
    expect(said(plan, stack.project)).toEqual([...steps].toSorted());
    const changes = plan.services.flatMap(({ containers }) => containers.flatMap((all) => all.changes));
    expect(changes.map(({ key }) => key)).toEqual(keys ?? changes.map(({ key }) => key));
    const had = await look(stack);
    const done = await stack.do(action);
    expect(done).toMatchObject({ state: 'done' });
    expect(await happened(stack, plan, had)).toEqual([]);
    expect(plan.hasChanges).toBe(steps.some((step) => !/ (orphan|differs)/.test(step) || step.includes('removed')));
    // Then there is nothing more to do but what the person did not want.
    const again = await stack.plan({ ...action, ...('forceRecreate' in action && { forceRecreate: false }) });
    expect(again.hasChanges).toBe(false);
  });

  test('a tag is of another image now', async () => {
    const image = `gantry-test/plan:${Date.now()}`;
    await docker('tag', 'busybox:latest', image);
    try {
      const stack = await made.stack(`services: {web: {${service().replace('busybox:latest', image)}}}`);
      await stack.compose('up', '--detach');
      expect(said(await stack.plan(), stack.project)).toEqual([]);
      const id = await docker('container', 'commit', '--change', 'LABEL x=y', `${stack.project}-web-1`, image);
      expect(id).toContain('sha256:');
      const plan = await stack.plan();
      expect(said(plan, stack.project)).toEqual(['web-1 recreate image']);
      const had = await look(stack);
      await stack.do({ type: 'up' });
      expect(await happened(stack, plan, had)).toEqual([]);
      await stack.do({ type: 'down', timeoutSeconds: 0 });
    } finally {
      await docker('image', 'rm', '--force', image);
    }
  });

  test('a paused one stands in the way, and the plan says so before up fails for it', async () => {
    const stack = await made.stack(one());
    await stack.compose('up', '--detach');
    await stack.compose('pause');
    expect(said(await stack.plan(), stack.project)).toEqual(['web-1 blocked']);
    expect(await stack.do({ type: 'up' })).toMatchObject({ state: 'failed', error: { code: 'conflict' } });
    await stack.compose('unpause');
  });
});

const said = (plan: StackPlan, project: string): string[] =>
  [
    ...plan.services.flatMap(({ containers }) =>
      containers.flatMap(({ name, step, reasons }) =>
        step === 'stay' ? [] : [[name.replace(`${project}-`, ''), step, ...reasons].join(' ')],
      ),
    ),
    ...[
      ...plan.networks.map((one) => ['network', one] as const),
      ...plan.volumes.map((one) => ['volume', one] as const),
    ].flatMap(([kind, { key, step, changes }]) =>
      step === 'stay' ? [] : [[kind, key, step, ...changes.map((change) => change.key)].join(' ')],
    ),
    ...plan.orphans.map(
      ({ name }) => `${name.replace(`${project}-`, '')} ${plan.areOrphansRemoved ? 'removed ' : ''}orphan`,
    ),
  ].toSorted();

interface Seen {
  readonly id: string;
  readonly startedAt: string;
  readonly state: string;
}

/** Containers by name, networks and volumes by their key. */
async function look(stack: MadeStack): Promise<Map<string, Seen>> {
  const label = `label=com.docker.compose.project=${stack.project}`;
  const names = (await stack.docker('ps', '--all', '--filter', label, '--format', '{{.Names}}'))
    .split('\n')
    .filter(Boolean);
  const format = '{{.Name}} {{.Id}} {{.State.StartedAt}} {{.State.Status}}';
  const containers = names.length === 0 ? '' : await stack.docker('inspect', '--format', format, ...names);
  const networks = await stack.docker(
    'network',
    'ls',
    '--no-trunc',
    '--filter',
    label,
    '--format',
    '{{.Name}} {{.ID}}',
  );
  const volumes = (await stack.docker('volume', 'ls', '--quiet', '--filter', label)).split('\n').filter(Boolean);
  const made_ =
    volumes.length === 0
      ? ''
      : await stack.docker('volume', 'inspect', '--format', '{{.Name}} {{json .Labels}}', ...volumes);
  const lines = [containers.replaceAll(/^\//gm, ''), networks, made_].join('\n').split('\n').filter(Boolean);
  return new Map(
    lines.map((line) => {
      const [name = '', id = '', startedAt = '', state = ''] = line.split(' ');
      return [name, { id, startedAt, state }];
    }),
  );
}

/** Each thing of the plan that did not become what the plan says; nothing when all did. */
async function happened(stack: MadeStack, plan: StackPlan, before: ReadonlyMap<string, Seen>): Promise<string[]> {
  const after = await look(stack);
  const wrong: string[] = [];
  const check = (name: string, step: string, isSo: boolean) => void (isSo || wrong.push(`${name}: ${step}`));
  const planned = new Set<string>();
  for (const { name, step } of plan.services.flatMap(({ containers }) => containers)) {
    const [had, has] = [before.get(name), after.get(name)];
    planned.add(name);
    const isSame = had?.id === has?.id;
    if (step === 'create') check(name, step, had === undefined && has !== undefined);
    if (step === 'recreate') check(name, step, had !== undefined && has !== undefined && !isSame);
    if (step === 'remove') check(name, step, has === undefined);
    if (step === 'stay') check(name, step, isSame && had?.startedAt === has?.startedAt);
    if (step === 'start') check(name, step, isSame && had?.state !== 'running' && has?.state === 'running');
    if (step === 'restart') check(name, step, isSame && had?.startedAt !== has?.startedAt && has?.state === 'running');
  }
  for (const { name, step } of [...plan.networks, ...plan.volumes]) {
    const [had, has] = [before.get(name), after.get(name)];
    planned.add(name);
    if (step === 'create') check(name, step, had === undefined && has !== undefined);
    if (step === 'recreate') check(name, step, had !== undefined && has !== undefined && had.id !== has.id);
    if (step === 'stay' || step === 'differs') check(name, step, had?.id === has?.id);
  }
  for (const { name } of plan.orphans) {
    planned.add(name);
    check(name, 'orphan', after.has(name) !== plan.areOrphansRemoved);
  }
  // What the plan does not name is as it was.
  for (const [name, { id }] of after) if (!planned.has(name)) check(name, 'unplanned', before.get(name)?.id === id);
  return wrong;
}
