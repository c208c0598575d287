import type { ContextSettings } from '../model/contextEdit.ts';
import { joinWords } from './words.ts';

/** Of files that are named: pasted text has to be saved first. */
export interface TlsPaths {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** Pasted certificates as somebody would have saved them. */
export const savedTls = ({ tls }: Pick<ContextSettings, 'tls'>): TlsPaths => ({
  ...(tls?.ca && { ca: 'ca.pem' }),
  ...(tls?.cert && { cert: 'cert.pem' }),
  ...(tls?.key && { key: 'key.pem' }),
});

export const createContextCommand = (settings: ContextSettings, paths = savedTls(settings)): string =>
  joinWords(['docker', 'context', 'create', ...described(settings), ...docker(settings, paths), settings.name]);

export const updateContextCommand = (settings: ContextSettings, paths = savedTls(settings)): string =>
  joinWords([
    ...['docker', 'context', 'update', '--description', settings.description],
    ...docker(settings, paths),
    settings.name,
  ]);

export const listContextsCommand = (): string => 'docker context ls';

/** By force also the one that the CLI uses, which then uses its default. */
export const removeContextCommand = (name: string, { isForced = false } = {}): string =>
  joinWords(['docker', 'context', 'rm', ...(isForced ? ['--force'] : []), name]);

const described = ({ description }: ContextSettings) => (description === '' ? [] : ['--description', description]);

function docker({ endpoint, tls }: ContextSettings, paths: TlsPaths): string[] {
  const fields = [`host=${endpoint}`, ...Object.entries(paths).map(([name, path]) => `${name}=${path}`)];
  if (tls?.skipVerify) fields.push('skip-tls-verify=true');
  return ['--docker', fields.map(quoted).join(',')];
}

/** The CLI reads it as a line of CSV. */
const quoted = (field: string) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
