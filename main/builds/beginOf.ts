import { createHash } from 'node:crypto';
import path from 'node:path';
import { buildCommand } from '../../contract/commands/buildCommand.ts';
import type { BuildSettings } from '../../contract/model/build.ts';
import type { BuildBegin } from './liveBuild.ts';
import { withoutSecrets } from './redact.ts';

/** What is known of a build before it begins, without its secrets. */
export function beginOf(
  id: string,
  context: string,
  settings: BuildSettings,
  cliArgs: readonly string[],
  dockerfileText: string | undefined,
): BuildBegin {
  const { source, dockerfile, tags, target } = settings;
  const origin = source.type === 'folder' ? source.path : source.type === 'remote' ? withoutPassword(source.url) : '';
  const name = dockerfile.type === 'file' ? dockerfile.path : dockerfile.type === 'text' ? 'pasted' : 'Dockerfile';
  const kept = withoutSecrets(
    source.type === 'remote' ? { ...settings, source: { ...source, url: withoutPassword(source.url) } } : settings,
  );
  return {
    settings: kept,
    command: buildCommand(kept, cliArgs),
    ...(dockerfileText !== undefined && { dockerfileText }),
    summary: {
      id,
      context,
      title: tags[0] ?? titleOf(origin, name),
      subject: subjectOf([
        context,
        origin,
        name,
        dockerfile.type === 'text' ? (tags[0] ?? dockerfile.text) : '',
        target ?? '',
      ]),
      origin,
      dockerfile: name,
      tags,
      ...(target !== undefined && { target }),
      startedAt: Date.now(),
    },
  };
}

const titleOf = (origin: string, dockerfile: string): string =>
  origin === '' ? `${dockerfile} Dockerfile` : path.posix.basename(origin.replace(/\/+$/, '')) || origin;

const subjectOf = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);

/** `https://user:token@host/…` is shown, kept and logged without the token. */
export const withoutPassword = (url: string): string => url.replace(/^(\w+:\/\/[^/@:]*):[^/@]*@/, '$1:******@');
