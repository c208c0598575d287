import { secretVariable } from '../../../../contract/commands/buildCommand.ts';
import type { BuildSecret, BuildSettings } from '../../../../contract/model/build.ts';
import type { DockerfileOutline } from '../../../../contract/model/buildContext.ts';
import { type BuildDraft, PASTED, type PairRow } from './draft.ts';
import { t } from '../texts/index.ts';

/** What is wrong, by field: `tags`, `secrets.s1.id`. */
export type Problems = Readonly<Record<string, string>>;

const words = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
const orNothing = (text: string): string | undefined => text.trim() || undefined;

/** The form as settings, and what is wrong with it. */
export function readDraft(
  draft: BuildDraft,
  outline: DockerfileOutline | undefined,
): { readonly settings: BuildSettings; readonly problems: Problems } {
  const problems: Record<string, string> = {};
  const check = (field: string, message: string | undefined) => {
    if (message !== undefined) problems[field] ??= message;
  };
  const isPasted = draft.source === 'none' || draft.dockerfile === PASTED;
  if (draft.source === 'folder' && draft.path.trim() === '') check('path', t('Choose the folder to build from.'));
  if (draft.source === 'remote' && !/^(https?|git|ssh):\/\/|^git@/.test(draft.url.trim()))
    check('url', t('Write an address such as https://github.com/owner/project.git#main:folder.'));
  if (isPasted && draft.text.trim() === '') check('text', t('Paste a Dockerfile.'));
  if (draft.output === 'custom' && draft.outputValue.trim() === '')
    check('outputValue', t('Write where to, such as type=local,dest=out.'));
  if (draft.output === 'push' && draft.tags.trim() === '') check('tags', t('Name the image to push.'));
  for (const tag of words(draft.tags)) {
    const repository = tag.replace(/:[^:/]*$/, '').replace(/^[^/]*[.:][^/]*\//, '');
    if (repository !== repository.toLowerCase())
      check('tags', t('“{{tag}}”: names of images are in lower case.', { tag }));
  }
  const declaredNames = new Set(outline?.args.map(({ name }) => name));
  const declared = Object.entries(draft.declared).filter(
    ([name, value]) => value !== '' && (outline === undefined || declaredNames.has(name)),
  );
  const args = [
    ...declared.map(([name, value]) => ({ name, value })),
    // What the Dockerfile no longer declares goes along all the same: it may be one of BuildKit’s own.
    ...Object.entries(draft.declared)
      .filter(([name, value]) => value !== '' && outline !== undefined && !declaredNames.has(name))
      .map(([name, value]) => ({ name, value })),
    ...readPairs('args', draft.args, check),
  ];
  const settings: BuildSettings = {
    source:
      draft.source === 'folder'
        ? { type: 'folder', path: withoutSlash(draft.path.trim()) }
        : draft.source === 'remote'
          ? { type: 'remote', url: draft.url.trim() }
          : { type: 'none' },
    dockerfile: isPasted
      ? { type: 'text', text: draft.text }
      : draft.dockerfile.trim() === ''
        ? { type: 'default' }
        : { type: 'file', path: draft.dockerfile.trim() },
    tags: words(draft.tags),
    args,
    target: orNothing(draft.target),
    platforms: words(draft.platforms),
    noCache: draft.noCache,
    pull: draft.pull,
    labels: readPairs('labels', draft.labels, check),
    secrets: readSecrets(draft, check),
    // Keys of one id have commas between them.
    ssh: draft.ssh.split(/\s+/).filter(Boolean),
    cacheFrom: lines(draft.cacheFrom),
    cacheTo: lines(draft.cacheTo),
    network: orNothing(draft.network),
    builder: orNothing(draft.builder),
    output: draft.output === 'custom' ? { type: 'custom', value: draft.outputValue.trim() } : { type: draft.output },
  };
  return { settings, problems };
}

type Check = (field: string, message: string | undefined) => void;

const withoutSlash = (path: string): string => path.replace(/(?<=.)[\\/]+$/, '');

function readPairs(field: string, rows: readonly PairRow[], check: Check): { name: string; value: string }[] {
  const filled = rows.filter(({ name, value }) => name.trim() !== '' || value !== '');
  const seen = new Set<string>();
  return filled.map(({ key, name: typed, value }) => {
    const name = typed.trim();
    if (name === '') check(`${field}.${key}`, t('This value has no name.'));
    else if (/[=\s]/.test(name)) check(`${field}.${key}`, t('A name has no “=” and no blanks.'));
    else if (seen.has(name)) check(`${field}.${key}`, t('“{{name}}” is there twice.', { name }));
    seen.add(name);
    return { name, value };
  });
}

function readSecrets({ secrets }: BuildDraft, check: Check): BuildSecret[] {
  const seen = new Map<string, string>();
  return secrets
    .filter(({ id, text }) => id.trim() !== '' || text !== '')
    .map(({ key, id: typed, from, text }) => {
      const id = typed.trim();
      if (!/^[^=\s,]+$/.test(id)) check(`secrets.${key}`, t('Write the id that the Dockerfile asks for.'));
      if (text === '') {
        const what = { value: t('the value'), file: t('the path of the file'), env: t('the name of the variable') }[
          from
        ];
        check(`secrets.${key}`, t('Write {{what}}.', { what }));
      }
      const variable = secretVariable(id);
      const other = seen.get(variable);
      if (other !== undefined)
        check(
          `secrets.${key}`,
          other === id ? t('“{{id}}” is there twice.', { id }) : t('Too like “{{other}}”.', { other }),
        );
      seen.set(variable, id);
      if (from === 'file') return { id, from, path: text.trim() };
      return from === 'env' ? { id, from, variable: text.trim() } : { id, from, value: text };
    });
}
