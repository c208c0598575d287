import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import type { ContainerSummary } from '../../contract/model/container.ts';
import type { Context } from '../../contract/model/context.ts';
import type { StackSummary } from '../../contract/model/stack.ts';
import { jumpListTasks, placeInArguments } from './tasks.ts';
import { createTrayActions } from './trayActions.ts';
import { trayModel } from './trayModel.ts';
import { type TrayActions, trayTemplate } from './trayTemplate.ts';

const connected = { type: 'connected', engine: {} } as unknown as Context['state'];
const context = (more: Partial<Context> = {}): Context => ({
  ...{ name: 'gantry', source: 'own-engine', endpoint: 'unix:///x', isLocal: true, isSelected: true, state: connected },
  ...more,
});
const container = (name: string, more: Partial<ContainerSummary> = {}): ContainerSummary => ({
  ...{ id: name.padEnd(64, '0'), name, image: 'i', imageId: 'i', command: '', createdAt: 1, state: 'running' },
  ...{ ports: [], networks: [], mounts: [], labels: {} },
  ...more,
});
const stack = (project: string, running: number, of: number, more: Partial<StackSummary> = {}) =>
  ({
    id: project,
    project,
    runningCount: running,
    containerCount: of,
    definition: { type: 'here' },
    ...more,
  }) as StackSummary;
const facts = { contexts: [context()], containers: [], stacks: [], own: undefined };

test('what runs comes first, then what ended last; containers of a stack are in their stack', () => {
  const { containers, stacks, runningCount } = trayModel({
    ...facts,
    containers: [
      container('old', { state: 'exited', stateSinceAt: 10 }),
      container('new', { state: 'exited', stateSinceAt: 20 }),
      container('web'),
      container('api', { state: 'paused' }),
      container('shop-db-1', { stack: { project: 'shop' } }),
    ],
    stacks: [stack('blog', 0, 2), stack('shop', 1, 1), stack('gone', 0, 0, { definition: { type: 'unknown' } })],
  });
  expect(containers.map(({ name, isRunning }) => `${name} ${isRunning}`)).toEqual([
    ...['api true', 'web true', 'new false', 'old false'],
  ]);
  expect(stacks.map(({ project, isRunning }) => `${project} ${isRunning}`)).toEqual(['shop true', 'blog false']);
  expect(runningCount).toBe(3);
});

test('a long list ends with how many more there are', () => {
  const containers = Array.from({ length: 30 }, (_, index) => container(`c${index}`));
  const model = trayModel({ ...facts, containers });
  expect(model.containers).toHaveLength(12);
  expect(labels(trayTemplate(model, recorder().actions))).toContain('18 more…');
});

test('an engine that does not answer shows nothing of what it had', () => {
  const away = context({ state: { type: 'unreachable', error: { code: 'cancelled', message: 'x' } } });
  const model = trayModel({ ...facts, contexts: [away], containers: [container('web')], own: { type: 'stopped' } });
  expect(model).toMatchObject({ state: 'unreachable', containers: [], own: 'stopped' });
  expect(labels(trayTemplate(model, recorder().actions)).slice(0, 2)).toEqual([
    'gantry does not answer',
    'Start Gantry’s engine',
  ]);
  expect(trayModel({ ...facts, contexts: [] }).state).toBe('none');
});

test('a port is opened where it is on this computer, once for both families of addresses', () => {
  const port = (hostIp: string, hostPort: number, protocol: 'tcp' | 'udp' = 'tcp', containerPort = 80) => ({
    ...{ containerPort, protocol, hostIp, hostPort },
  });
  const ports = [
    ...[port('0.0.0.0', 8080), port('::', 8080), port('127.0.0.1', 8443, 'tcp', 443)],
    ...[port('192.168.1.5', 9000), port('0.0.0.0', 53, 'udp', 53)],
  ];
  const here = trayModel({ ...facts, containers: [container('web', { ports })] }).containers[0]?.ports;
  expect(here).toEqual([
    { label: '8080 → 80/tcp', address: 'http://localhost:8080' },
    { label: '8443 → 443/tcp', address: 'https://localhost:8443' },
    { label: '9000 → 80/tcp' },
    { label: '53 → 53/udp' },
  ]);
  const far = context({ name: 'prod', source: 'cli', isLocal: false });
  expect(
    trayModel({ ...facts, contexts: [far], containers: [container('web', { ports })] }).containers[0]?.ports[0],
  ).toEqual({ label: '8080 → 80/tcp' });
});

test('each item does what it says, of the container or the stack it stands at', () => {
  const { actions, done } = recorder();
  const id = 'web'.padEnd(64, '0');
  const model = trayModel({
    ...facts,
    own: { type: 'running' } as never,
    containers: [
      container('web', { ports: [{ containerPort: 80, protocol: 'tcp', hostIp: '127.0.0.1', hostPort: 8080 }] }),
      container('job', { state: 'exited' }),
    ],
    stacks: [stack('shop', 1, 2), stack('blog', 0, 0)],
  });
  const template = trayTemplate(model, actions);
  const click = (...path: string[]) => {
    let items = template;
    for (const [depth, label] of path.entries()) {
      const item = items.find((one) => one.label === label);
      if (depth < path.length - 1) items = item?.submenu as MenuItemConstructorOptions[];
      else item?.click?.({} as never, undefined, {} as never);
    }
  };
  click('Stop Gantry’s engine');
  for (const item of ['Stop', 'Restart', 'Logs', 'Show', '8080 → 80/tcp']) click('● web', item);
  click('○ job', 'Start');
  click('● shop (1/2)', 'Stop');
  click('● shop (1/2)', 'Logs');
  click('○ blog', 'Start');
  click('Open Gantry');
  click('Quit Gantry');
  expect(done).toEqual([
    'engine stop',
    `container ${id} stop`,
    `container ${id} restart`,
    `show /containers/${id}/logs`,
    `show /containers/${id}`,
    'open http://localhost:8080',
    `container ${'job'.padEnd(64, '0')} start`,
    'stack shop stop',
    'show /stacks/shop/logs',
    'stack blog up',
    'show ',
    'quit',
  ]);
});

test('a name is no shortcut and does not break the line', () => {
  const model = trayModel({ ...facts, containers: [container('a&b\u202Ec\n')] });
  expect(labels(trayTemplate(model, recorder().actions))).toContain('● a&&bc');
});

test('what does not succeed is told, as nobody looks at a page', async () => {
  const told: string[] = [];
  const applied: unknown[] = [];
  const actions = createTrayActions({
    handlers: {
      containers: {
        async *apply(input: unknown) {
          applied.push(input);
          yield { id: 'x', name: 'web', error: { code: 'conflict', message: 'It is paused.', hint: '' } };
        },
      },
      stackRuns: { start: () => Promise.reject(new Error('It is at work.')) },
      engine: {},
    } as never,
    context: () => 'gantry',
    stopTimeoutSeconds: () => 7,
    tell: (title, message) => told.push(`${title}: ${message}`),
    shell: { show() {}, openAddress() {}, quit() {} },
  });
  actions.container('3f'.repeat(32), 'stop');
  actions.stack('shop', 'up');
  await expect.poll(() => told.toSorted()).toEqual(['shop: It is at work.', 'web: It is paused.']);
  expect(applied).toEqual([{ context: 'gantry', ids: ['3f'.repeat(32)], action: { type: 'stop', timeoutSeconds: 7 } }]);
});

test('the jump list leads to places of the app, and an argument of somebody else’s leads nowhere', () => {
  const [first] = jumpListTasks('C:\\Gantry\\Gantry.exe');
  expect(first).toMatchObject({ arguments: '--open-at=/containers', title: 'Containers' });
  expect(placeInArguments(['--x', first?.arguments ?? ''])).toBe('/containers');
  expect(placeInArguments(['--open-at=/containers/3f2a/exec'])).toBeUndefined();
  expect(placeInArguments([])).toBeUndefined();
});

const labels = (template: readonly MenuItemConstructorOptions[]) =>
  template.map(({ label }) => label).filter((label) => label !== undefined);

function recorder() {
  const done: string[] = [];
  const actions: TrayActions = {
    show: (place = '') => void done.push(`show ${place}`),
    openAddress: (address) => void done.push(`open ${address}`),
    container: (id, action) => void done.push(`container ${id} ${action}`),
    stack: (project, action) => void done.push(`stack ${project} ${action}`),
    engine: (action) => void done.push(`engine ${action}`),
    quit: () => void done.push('quit'),
  };
  return { actions, done };
}
