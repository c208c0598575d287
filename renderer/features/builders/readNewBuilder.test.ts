import { expect, test } from 'vitest';
import { createBuilderCommand } from '../../../contract/commands/buildxCommands.ts';
import { gcWords, statusOf } from './builderWords.ts';
import { readNewBuilder } from './readNewBuilder.ts';

const draft = { name: 'mine', driver: 'docker-container', endpoint: '', platforms: '', options: '', use: false };

test('what is written becomes a builder, and its command', () => {
  const { builder } = readNewBuilder({
    ...draft,
    platforms: 'linux/amd64, linux/arm64',
    options: 'network=host a=b',
    use: true,
  });
  expect(builder && createBuilderCommand(builder)).toBe(
    'docker buildx create --name mine --driver docker-container --platform linux/amd64,linux/arm64 ' +
      '--driver-opt network=host --driver-opt a=b --use',
  );
  const remote = readNewBuilder({ ...draft, driver: 'remote', endpoint: 'tcp://a:1', platforms: 'x' }).builder;
  expect(remote && createBuilderCommand(remote)).toBe('docker buildx create --name mine --driver remote tcp://a:1');
});

test('what is wrong is said at its field', () => {
  expect(readNewBuilder({ ...draft, name: '1a' })).toMatchObject({
    problems: { name: expect.stringMatching(/letter/) },
  });
  expect(readNewBuilder({ ...draft, driver: 'remote' }).problems.endpoint).toMatch(/address/);
  expect(readNewBuilder({ ...draft, options: 'network' }).problems.options).toMatch(/name=value/);
  expect(readNewBuilder({ ...draft, name: '' }).builder).toBeUndefined();
});

test('a builder is as well as the worst of its nodes', () => {
  const node = { name: 'n', endpoint: '', platforms: [], flags: [], driverOptions: {}, labels: {}, gcRules: [] };
  const of = (...statuses: string[]) =>
    statusOf({
      name: 'b',
      driver: 'remote',
      isCurrent: false,
      isOfContext: false,
      nodes: statuses.map((status) => ({ ...node, status })),
    });
  expect([of('running'), of('running', 'inactive'), of('inactive', 'error'), of()]).toEqual([
    'running',
    'inactive',
    'error',
    'unknown',
  ]);
});

test('when cache is removed by itself is said in words', () => {
  const words = gcWords({
    isForAll: false,
    filters: ['type==source.local,type==exec.cachemount'],
    keepForMs: 172_800_000,
    maxUsedBytes: 3_600_000_000,
  });
  expect(words).toBe('Removes source.local, exec.cachemount: unused for 2 days, above 3.6 GB');
});
