import { expect, test } from 'vitest';
import type { AppError } from '../../../contract/errors.ts';
import type { ContainerSummary } from '../../../contract/model/container.ts';
import { namePortOwner } from './portOwner.ts';

const taken: AppError = { code: 'port-in-use', hostIp: '0.0.0.0', hostPort: 8080, message: 'Taken.', hint: 'Choose.' };
const holder = (hostPort: number, protocol: 'tcp' | 'udp' = 'tcp') =>
  ({
    name: 'web',
    ports: [{ hostIp: '127.0.0.1', hostPort, containerPort: 80, protocol }],
  }) as unknown as ContainerSummary;

test('the container that holds the port is named, whatever its protocol', () => {
  for (const protocol of ['tcp', 'udp'] as const) {
    const error = namePortOwner(taken, [holder(8080, protocol)]);
    expect(error).toMatchObject({ code: 'port-in-use', owner: 'web', hint: expect.stringContaining('Stop “web”') });
    expect(error.message).toBe('Port 8080 is taken by the container “web”.');
  }
});

test('what no container holds, and other errors, stay as they are', () => {
  expect(namePortOwner(taken, [holder(9090)])).toBe(taken);
  expect(namePortOwner(taken)).toBe(taken);
  const other: AppError = { code: 'not-found', message: 'Gone.' };
  expect(namePortOwner(other, [holder(8080)])).toBe(other);
});
