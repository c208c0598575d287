import type { BuildSecret, BuildSettings } from '../../../../contract/model/build.ts';

/** One line of a list of fields; `key` tells it from the others while it is edited. */
interface Row {
  readonly key: string;
}

export interface PairRow extends Row {
  readonly name: string;
  readonly value: string;
}

export interface SecretRow extends Row {
  readonly id: string;
  readonly from: BuildSecret['from'];
  /** Value, path or variable. */
  readonly text: string;
}

/** The form as it stands, text as it was typed. */
export interface BuildDraft {
  readonly source: BuildSettings['source']['type'];
  readonly path: string;
  readonly url: string;
  /** `pasted`, or the path of a file; empty for the default. */
  readonly dockerfile: string;
  readonly text: string;
  /** Names, with blanks between. */
  readonly tags: string;
  /** Values of those that the Dockerfile declares, by name; empty means its default. */
  readonly declared: Readonly<Record<string, string>>;
  readonly args: readonly PairRow[];
  readonly target: string;
  readonly platforms: string;
  readonly noCache: boolean;
  readonly pull: boolean;
  readonly labels: readonly PairRow[];
  readonly secrets: readonly SecretRow[];
  readonly ssh: string;
  /** One a line, since they hold commas. */
  readonly cacheFrom: string;
  readonly cacheTo: string;
  readonly network: string;
  readonly builder: string;
  readonly output: BuildSettings['output']['type'];
  readonly outputValue: string;
}

export const PASTED = ' pasted';

export const EMPTY_DRAFT: BuildDraft = {
  source: 'folder',
  path: '',
  url: '',
  dockerfile: '',
  text: '',
  tags: '',
  declared: {},
  args: [],
  target: '',
  platforms: '',
  noCache: false,
  pull: false,
  labels: [],
  secrets: [],
  ssh: '',
  cacheFrom: '',
  cacheTo: '',
  network: '',
  builder: '',
  output: 'default',
  outputValue: '',
};

let kept: BuildDraft = EMPTY_DRAFT;

/** What was typed and not built yet: closing the form by mistake loses nothing. It is in this page alone. */
export const keptDraft = (): BuildDraft => kept;
export const keepDraft = (draft: BuildDraft): void => void (kept = draft);

let keys = 0;
export const newPair = (name = '', value = ''): PairRow => ({ key: `p${++keys}`, name, value });
export const newSecret = (id = '', from: SecretRow['from'] = 'value', text = ''): SecretRow => ({
  key: `s${++keys}`,
  id,
  from,
  text,
});

/** The form for the settings of a build that was. Values of secrets are not kept, and are asked for again. */
export function draftOf(settings: BuildSettings): BuildDraft {
  const { source, dockerfile, output } = settings;
  return {
    ...EMPTY_DRAFT,
    source: source.type,
    path: source.type === 'folder' ? source.path : '',
    url: source.type === 'remote' ? source.url : '',
    dockerfile: dockerfile.type === 'file' ? dockerfile.path : dockerfile.type === 'text' ? PASTED : '',
    text: dockerfile.type === 'text' ? dockerfile.text : '',
    tags: settings.tags.join(' '),
    declared: Object.fromEntries(
      settings.args.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]),
    ),
    // An empty field of a declared one means its default; one that is given as empty is said so.
    args: settings.args.filter(({ value }) => value === '').map(({ name }) => newPair(name)),
    target: settings.target ?? '',
    platforms: settings.platforms.join(','),
    noCache: settings.noCache,
    pull: settings.pull,
    labels: settings.labels.map(({ name, value }) => newPair(name, value)),
    secrets: settings.secrets.map((secret) =>
      newSecret(
        secret.id,
        secret.from,
        secret.from === 'file' ? secret.path : secret.from === 'env' ? secret.variable : secret.value,
      ),
    ),
    ssh: settings.ssh.join(' '),
    cacheFrom: settings.cacheFrom.join('\n'),
    cacheTo: settings.cacheTo.join('\n'),
    network: settings.network ?? '',
    builder: settings.builder ?? '',
    output: output.type,
    outputValue: output.type === 'custom' ? output.value : '',
  };
}
