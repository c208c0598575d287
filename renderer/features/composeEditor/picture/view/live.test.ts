import { expect, test } from 'vitest';
import type { ContainerSummary } from '../../../../../contract/model/container.ts';
import { liveServices } from './live.ts';

const container = (service: string, more: Partial<ContainerSummary>, file = '/p/compose.yaml'): ContainerSummary => ({
  ...{ id: 'f'.repeat(64), name: service, image: 'x', imageId: 'x', command: '', createdAt: 0, state: 'running' },
  ...{ ports: [], networks: [], mounts: [], labels: {}, stack: { project: 'p', service, configFiles: [file] } },
  ...more,
});

test('replicas, health and ends of a service are told together, and nothing of other files', () => {
  const live = liveServices(
    [
      container('web', { health: 'healthy' }),
      container('web', { state: 'exited', exitCode: 1 }),
      container('db', { health: 'unhealthy' }),
      container('job', { state: 'exited', exitCode: 3 }),
      container('two', {}),
      container('two', {}),
      container('web', {}, '/other/compose.yaml'),
      container('run', { labels: { 'com.docker.compose.oneoff': 'True' } }),
    ],
    '/p/compose.yaml',
  );
  expect(Object.fromEntries(live)).toEqual({
    web: { tone: 'running', words: '1 of 2 running, healthy' },
    db: { tone: 'unhealthy', words: 'running, unhealthy' },
    job: { tone: 'exited', words: 'exited (3)' },
    two: { tone: 'running', words: '2 running' },
  });
});
