import type { Analysis, NamedKind } from './analysis.ts';
import { contextAt, type CursorContext, type PathPart } from './contextAt.ts';
import { KEYS } from './declared.ts';
import { formsAt, type Schema, typesOf } from './schema.ts';
import { kindWord } from './kindWord.ts';
import { t } from '../texts/index.ts';

export interface Proposal {
  readonly label: string;
  /** What is put in; the cursor goes to its end. */
  readonly insert: string;
  readonly kind: 'property' | 'enum' | 'variable' | 'text';
  readonly detail?: string;
  readonly help?: string;
}

export interface ProposalFacts {
  readonly analysis: Pick<Analysis, 'declared' | 'references'>;
  /** Images that are on the engine. */
  readonly images: readonly string[];
  /** Names in the folder of the file. */
  readonly folderEntries: readonly string[];
}

export interface Proposals {
  readonly from: number;
  readonly list: readonly Proposal[];
}

const ITEM = '#';

/** What can stand at the cursor, by the specification and by what the file has. */
export function proposalsAt(text: string, offset: number, facts: ProposalFacts): Proposals | undefined {
  const context = contextAt(text, offset);
  if (!context) return undefined;
  const variable = /\$\{?([A-Za-z_]\w*)?$/.exec(context.typed);
  if (variable) return undefined;
  const list = context.type === 'key' ? keys(context, facts, text, offset) : values(context, facts);
  return list.length === 0 ? undefined : { from: context.from, list };
}

function keys(context: CursorContext, facts: ProposalFacts, text: string, offset: number): Proposal[] {
  const { path } = context;
  const forms = formsAt(path);
  const there = context.isFlow ? new Set<string>() : siblings(text, offset, context.column);
  const maps = forms.filter((form) => typesOf(form).includes('object'));
  const proposals = new Map<string, Proposal>();
  for (const form of maps) {
    for (const [name, schema] of Object.entries(form.properties ?? {})) {
      if (there.has(name) || proposals.has(name) || schema.deprecated === true) continue;
      const value = formsAt([...path, name]);
      proposals.set(name, {
        label: name,
        kind: 'property',
        insert: context.isFlow ? `${name}: ` : name + openingOf(value, context.column),
        detail: typeWords(value),
        ...helpOf(value, schema),
      });
    }
  }
  const named = namesAt([...path, '*'], facts).filter(({ label }) => !there.has(label));
  const asKeys = maps.length > 0 ? named.map((one) => ({ ...one, insert: `${one.label}:` })) : [];
  // A word in a list that is not a key yet may be an item.
  const isItem = typeof path.at(-1) === 'number';
  return [...proposals.values(), ...asKeys, ...(isItem ? values({ ...context, type: 'value' }, facts) : [])];
}

function values({ path }: CursorContext, facts: ProposalFacts): Proposal[] {
  const forms = formsAt(path);
  const proposals = new Map<string, Proposal>();
  const add = (proposal: Proposal) => void (proposals.has(proposal.label) || proposals.set(proposal.label, proposal));
  for (const proposal of namesAt(path, facts)) add(proposal);
  for (const form of forms) {
    for (const one of form.enum ?? [])
      add({ label: String(one), insert: String(one), kind: 'enum', ...helpOf([form]) });
    if (typesOf(form).includes('boolean')) {
      for (const one of ['true', 'false']) add({ label: one, insert: one, kind: 'enum', ...helpOf([form]) });
    }
  }
  for (const one of KNOWN[patternOf(path)] ?? []) add({ label: one, insert: one, kind: 'enum' });
  return [...proposals.values()];
}

/** `services.*.depends_on.#` */
const patternOf = (path: readonly PathPart[]): string =>
  path.map((part, index) => (typeof part === 'number' ? ITEM : index === 1 && path.length > 1 ? '*' : part)).join('.');

/** What the specification describes in words only. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'services.*.restart': ['no', 'always', 'on-failure', 'unless-stopped'].map((one) => (one === 'no' ? '"no"' : one)),
  'services.*.pull_policy': ['always', 'never', 'missing', 'build', 'daily', 'weekly'],
  'services.*.network_mode': ['bridge', 'host', 'none'],
  'services.*.logging.driver': ['local', 'json-file', 'journald', 'syslog', 'none'],
  'services.*.healthcheck.test.#': ['CMD', 'CMD-SHELL', 'NONE'],
  'services.*.stop_signal': ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGUSR1', 'SIGKILL'],
  'networks.*.driver': ['bridge', 'overlay', 'macvlan', 'ipvlan', 'host', 'none'],
  'volumes.*.driver': ['local'],
  'services.*.deploy.restart_policy.condition': ['none', 'on-failure', 'any'],
};

const NAMED: Readonly<
  Record<string, { readonly kind: NamedKind; readonly prefix?: string; readonly suffix?: string }>
> = {
  'services.*.depends_on.#': { kind: 'service' },
  'services.*.depends_on.*': { kind: 'service' },
  'services.*.links.#': { kind: 'service' },
  'services.*.volumes_from.#': { kind: 'service' },
  'services.*.extends': { kind: 'service' },
  'services.*.extends.service': { kind: 'service' },
  'services.*.network_mode': { kind: 'service', prefix: 'service:' },
  'services.*.pid': { kind: 'service', prefix: 'service:' },
  'services.*.ipc': { kind: 'service', prefix: 'service:' },
  'services.*.networks.#': { kind: 'network' },
  'services.*.networks.*': { kind: 'network' },
  'services.*.volumes.#': { kind: 'volume', suffix: ':' },
  'services.*.volumes.#.source': { kind: 'volume' },
  'services.*.secrets.#': { kind: 'secret' },
  'services.*.secrets.#.source': { kind: 'secret' },
  'services.*.configs.#': { kind: 'config' },
  'services.*.configs.#.source': { kind: 'config' },
  'services.*.models.#': { kind: 'model' },
  'services.*.models.*': { kind: 'model' },
  'services.*.build.secrets.#': { kind: 'secret' },
};

/** What has a name in this file, in the folder or on the engine, and may stand at a path. */
function namesAt(path: readonly PathPart[], { analysis, images, folderEntries }: ProposalFacts): Proposal[] {
  const pattern = patternOf(path);
  const named = NAMED[pattern];
  if (named) {
    const { kind, prefix = '', suffix = '' } = named;
    return analysis.declared
      .filter((one) => one.kind === kind && !(kind === 'service' && one.name === path[1]))
      .map(({ name }) => ({
        label: prefix + name,
        insert: prefix + name + suffix,
        kind: 'variable',
        detail: kindWord(kind),
      }));
  }
  if (pattern === 'services.*.image')
    return images.map((name) => ({ label: name, insert: name, kind: 'text', detail: t('on the engine') }));
  if (/^services\.\*\.env_file(\.#|\.#\.path)?$/.test(pattern) || /^include\.#\.env_file/.test(pattern)) {
    return folderEntries.filter((name) => /(^|\.)env(\.|$)/.test(name)).map(fileProposal);
  }
  if (/^include\.#(\.path)?$/.test(pattern) || pattern === 'services.*.extends.file') {
    return folderEntries.filter((name) => /\.ya?ml$/.test(name)).map(fileProposal);
  }
  const top = (Object.keys(KEYS) as NamedKind[]).find((kind) => KEYS[kind] === path[0]);
  if (top === undefined || path.length !== 2) return [];
  // Asked for somewhere, and not declared yet.
  const declared = new Set(analysis.declared.filter(({ kind }) => kind === top).map(({ name }) => name));
  const wanted = analysis.references.filter(({ kind, name }) => kind === top && !declared.has(name));
  return [...new Set(wanted.map(({ name }) => name))].map((name) => ({
    label: name,
    insert: name,
    kind: 'variable',
    detail: t('asked for, not declared'),
  }));
}

const fileProposal = (name: string): Proposal => ({ label: name, insert: name, kind: 'text', detail: t('file') });

/** What follows a key, by what it holds as a rule. */
function openingOf(forms: readonly Schema[], column: number): string {
  const types = new Set(forms.flatMap(typesOf));
  const inner = `\n${' '.repeat(column + 2)}`;
  if (types.has('string') || types.has('boolean') || types.has('number') || types.has('integer') || types.size === 0)
    return ': ';
  if (types.has('array')) return `:${inner}- `;
  return `:${inner}`;
}

const SHORT: Readonly<Record<string, () => string>> = {
  object: () => t('map'),
  array: () => t('list'),
  string: () => t('text'),
  integer: () => t('number'),
  number: () => t('number'),
  boolean: () => 'true/false',
};

const typeWords = (forms: readonly Schema[]): string =>
  [...new Set(forms.flatMap(typesOf).filter((type) => type !== 'null'))]
    .map((type) => SHORT[type]?.() ?? type)
    .join(' | ');

function helpOf(forms: readonly Schema[], schema?: Schema): { readonly help?: string } {
  const help = schema?.description ?? forms.find(({ description }) => description !== undefined)?.description;
  return help === undefined ? {} : { help };
}

/** The keys of the same map: lines at the same column, up and down to the first that is further out. */
function siblings(text: string, offset: number, column: number): ReadonlySet<string> {
  const found = new Set<string>();
  const lines = text.split('\n');
  const at = text.slice(0, offset).split('\n').length - 1;
  for (const step of [-1, 1]) {
    for (let index = at + step; index >= 0 && index < lines.length; index += step) {
      const line = (lines[index] ?? '').replace(/^( *)- /, '$1  ');
      if (/^\s*(#|$)/.test(line)) continue;
      const indent = /^ */.exec(line)?.[0].length ?? 0;
      if (indent < column) break;
      const key = indent === column ? /^\s*["']?([^"'\s:#][^"':#]*?)["']?\s*:(\s|$)/.exec(line)?.[1] : undefined;
      if (key !== undefined) found.add(key);
    }
  }
  return found;
}
