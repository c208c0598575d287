import type { NewBuilder } from '../services/builders.ts';
import { type CliArgs, dockerCommand, operands, options } from './docker.ts';

const buildx = (words: readonly string[], cliArgs: CliArgs): string => dockerCommand(cliArgs, ['buildx', ...words]);

/** Checks a Dockerfile without building it. */
export const checkDockerfileCommand = (file: string, folder: string, cliArgs: CliArgs = []): string =>
  buildx(['build', '--check', '--file', file, ...operands([folder])], cliArgs);

/** Each record with its type, size, parents and use. */
export const listCacheCommand = (cliArgs: CliArgs = []): string => buildx(['du', '--verbose'], cliArgs);

/** A filter that only these records pass: the engine reads it as an expression. */
export const cacheIdFilter = (ids: readonly string[]): string => `/^(${ids.join('|')})$/`;

/** Removes these records and no others. `--all` because what images share is left out otherwise. */
export const pruneCacheCommand = (ids: readonly string[], cliArgs: CliArgs = []): string =>
  buildx(['prune', '--force', '--all', '--filter', `id=${cacheIdFilter(ids)}`], cliArgs);

export const listBuildersCommand = (cliArgs: CliArgs = []): string => buildx(['ls', '--no-trunc'], cliArgs);

export const inspectBuilderCommand = (name: string, cliArgs: CliArgs = []): string =>
  buildx(['inspect', ...operands([name])], cliArgs);

export const useBuilderCommand = (name: string, cliArgs: CliArgs = []): string =>
  buildx(['use', ...operands([name])], cliArgs);

export const bootBuilderCommand = (name: string, cliArgs: CliArgs = []): string =>
  buildx(['inspect', '--bootstrap', ...operands([name])], cliArgs);

export const removeBuilderCommand = (name: string, keepState = false, cliArgs: CliArgs = []): string =>
  buildx(['rm', ...options({ 'keep-state': keepState }), ...operands([name])], cliArgs);

export const createBuilderCommand = (builder: NewBuilder, cliArgs: CliArgs = []): string =>
  buildx(createBuilderWords(builder), cliArgs);

/** After `docker buildx`. */
export function createBuilderWords({ name, driver, endpoint, platforms, driverOptions, use }: NewBuilder): string[] {
  return [
    'create',
    ...options({ name, driver, platform: platforms?.length ? platforms.join(',') : undefined }),
    ...(driverOptions ?? []).flatMap((option) => ['--driver-opt', option]),
    ...options({ use }),
    ...operands(endpoint === undefined ? [] : [endpoint]),
  ];
}
