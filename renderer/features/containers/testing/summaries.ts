import type { ContainerSummary } from '../../../../contract/model/container.ts';

let made = 0;

/** A container of a list for tests, each with its own id. */
export function summary(fields: Partial<ContainerSummary> = {}): ContainerSummary {
  made += 1;
  return {
    id: made.toString(16).padStart(64, '0'),
    name: `container-${made}`,
    image: 'busybox:latest',
    imageId: `sha256:${'a'.repeat(64)}`,
    command: 'sleep 1d',
    createdAt: Date.UTC(2026, 0, 1),
    state: 'running',
    ports: [],
    networks: [],
    mounts: [],
    labels: {},
    ...fields,
  };
}
