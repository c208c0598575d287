import type { ContainerState, ContainerSummary, HealthStatus } from '../../../../contract/model/container.ts';
import { counted, labelTest, within } from '../../../ui/search/match.ts';
import { idRule, oneOf, type Search, type SearchKey } from '../../../ui/search/query.ts';
import { t } from '../texts/index.ts';

export const STATES: readonly ContainerState[] = [
  'running',
  'paused',
  'restarting',
  'created',
  'exited',
  'removing',
  'dead',
];

/** Words that stand for several states. */
const STATE_GROUPS: Readonly<Record<string, readonly ContainerState[]>> = {
  up: ['running', 'paused', 'restarting'],
  stopped: ['created', 'exited', 'dead'],
};

const HEALTHS: readonly (HealthStatus | 'none')[] = ['healthy', 'unhealthy', 'starting', 'none'];

type Key = SearchKey<ContainerSummary>;

const status: Key = {
  key: 'status',
  aliases: ['state', 'is'],
  get help() {
    return t('running, exited, paused…');
  },
  isSingle: true,
  rule: oneOf(() => t('status'), [...STATES, ...Object.keys(STATE_GROUPS)]),
  test: (value) => {
    const exact = STATES.find((state) => state === value);
    const states = new Set(
      exact
        ? [exact]
        : [
            ...STATES.filter((state) => state.startsWith(value)),
            ...Object.entries(STATE_GROUPS).flatMap(([name, group]) => (name.startsWith(value) ? group : [])),
          ],
    );
    return ({ state }) => states.has(state);
  },
  values: () => [...STATES, ...Object.keys(STATE_GROUPS)].map((value) => [value] as const),
};

const port: Key = {
  key: 'port',
  get help() {
    return t('a port or a range: 8000-9000');
  },
  rule: {
    test: (value) => /^\d{1,5}(-\d{1,5})?$/.test(value),
    get what() {
      return t('port. Write 8080 or 8000-9000.');
    },
  },
  test: (value) => {
    const [from = 0, to = from] = value.split('-').map(Number);
    const isIn = (number: number | undefined) => number !== undefined && number >= from && number <= to;
    return ({ ports }) => ports.some(({ hostPort, containerPort }) => isIn(hostPort) || isIn(containerPort));
  },
  values: (containers) =>
    counted(containers.flatMap(({ ports }) => ports.map((one) => String(one.hostPort ?? one.containerPort)))),
};

export const containerSearch: Search<ContainerSummary> = {
  keys: [
    status,
    {
      key: 'image',
      get help() {
        return t('part of the image name');
      },
      isSingle: true,
      test: within(({ image }) => image),
      values: (containers) => counted(containers.map(({ image }) => image)),
    },
    {
      key: 'name',
      get help() {
        return t('part of the name');
      },
      isSingle: true,
      test: within(({ name }) => name),
    },
    {
      key: 'stack',
      aliases: ['project'],
      get help() {
        return t('Compose project');
      },
      isSingle: true,
      test: within(({ stack }) => stack?.project),
      values: (containers) => counted(containers.flatMap(({ stack }) => stack?.project ?? [])),
    },
    {
      key: 'network',
      get help() {
        return t('part of a network name');
      },
      test:
        (value) =>
        ({ networks }) =>
          networks.some(({ name }) => name.toLowerCase().includes(value)),
      values: (containers) => counted(containers.flatMap(({ networks }) => networks.map(({ name }) => name))),
    },
    port,
    {
      key: 'label',
      get help() {
        return t('key, or key=value');
      },
      test: labelTest(({ labels }) => labels),
      values: (containers) => counted(containers.flatMap(({ labels }) => Object.keys(labels))),
    },
    {
      key: 'health',
      get help() {
        return t('healthy, unhealthy, starting, none');
      },
      isSingle: true,
      rule: oneOf(() => t('health'), HEALTHS),
      test: (value) => {
        const wanted: readonly string[] = HEALTHS.filter((health) => health.startsWith(value));
        return ({ health = 'none' }) => wanted.includes(health);
      },
      values: () => HEALTHS.map((value) => [value] as const),
    },
    {
      key: 'volume',
      aliases: ['mount'],
      get help() {
        return t('volume name or path');
      },
      test:
        (value) =>
        ({ mounts }) =>
          mounts.some(({ name = '', source, destination }) =>
            `${name}\n${source}\n${destination}`.toLowerCase().includes(value),
          ),
      values: (containers) => counted(containers.flatMap(({ mounts }) => mounts.flatMap(({ name }) => name ?? []))),
    },
    {
      key: 'exit',
      get help() {
        return t('exit code');
      },
      isSingle: true,
      rule: {
        test: (value) => /^\d{1,3}$/.test(value),
        get what() {
          return t('exit code. Write a number such as 137.');
        },
      },
      test:
        (value) =>
        ({ exitCode }) =>
          exitCode === Number(value),
      values: (containers) =>
        counted(containers.flatMap(({ exitCode }) => (exitCode === undefined ? [] : String(exitCode)))),
    },
    {
      key: 'id',
      get help() {
        return t('beginning of the id');
      },
      isSingle: true,
      rule: idRule,
      test:
        (value) =>
        ({ id }) =>
          id.startsWith(value),
    },
  ],
  textOf: ({ name, image, id, command, stack, networks, ports }) =>
    [
      name,
      image,
      id.slice(0, 12),
      command,
      stack?.project ?? '',
      stack?.service ?? '',
      ...networks.map((network) => network.name),
      ...ports.map((one) => String(one.hostPort ?? one.containerPort)),
    ]
      .join('\n')
      .toLowerCase(),
};
