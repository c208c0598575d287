import type { BuildSecret, BuildSettings } from '../model/build.ts';
import { readPair } from './amounts.ts';
import { ValueProblem } from './ports.ts';
import { type Flag, readBoolean, type Say } from './readFlags.ts';

/** What flags say of a build; what it is built from is said by the words beside them. */
export type BuildFlags = {
  -readonly [K in keyof Omit<BuildSettings, 'source' | 'dockerfile'>]: BuildSettings[K];
} & { file?: string | undefined; outputs: BuildSettings['output'][] };

type BuildFlag = Flag<BuildFlags>;
type ListKey = 'tags' | 'ssh' | 'cacheFrom' | 'cacheTo';

const value = (read: BuildFlag['read']): BuildFlag => ({ takesValue: true, read });
const bool = (read: (flags: BuildFlags, is: boolean, say: Say) => void): BuildFlag => ({
  takesValue: false,
  read: (flags, text, say) => read(flags, readBoolean(text), say),
});
const list = (key: ListKey) => value((flags, given) => void flags[key].push(given));
const text = (key: 'target' | 'network' | 'builder' | 'file') => value((flags, given) => void (flags[key] = given));
/** Known, and of no matter to a build in the app. */
const ofTheCli = (why: string) => value((_flags, _given, say) => say('info', why));
const ofTheCliIs = (why: string) => bool((_flags, is, say) => is && say('info', why));
const notInForm = value((_flags, given, say) =>
  say('warning', `The form of builds has no field for this: “${given}” is not taken over.`),
);
const oldBuilder = value((_flags, _given, say) =>
  say('warning', 'Only the builder before BuildKit takes this: it is not taken over.'),
);
const oldBuilderIs = bool(
  (_flags, is, say) => is && say('warning', 'Only the builder before BuildKit takes this: it is not taken over.'),
);
const PROGRESS = 'The steps are shown as they are done.';

/** Every flag of `docker buildx build`, and those of the builder before it. */
export const BUILD_FLAGS: Readonly<Record<string, BuildFlag>> = {
  'add-host': notInForm,
  allow: notInForm,
  annotation: notInForm,
  attest: notInForm,
  'build-arg': value((flags, given, say) => {
    const { name, value: of } = readPair(given);
    checkName(name);
    if (of === undefined)
      return say('warning', `${name} takes its value from the environment of your shell: write it in the form.`);
    flags.args = [...flags.args.filter((one) => one.name !== name), { name, value: of }];
  }),
  'build-context': notInForm,
  builder: text('builder'),
  'cache-from': list('cacheFrom'),
  'cache-to': list('cacheTo'),
  call: notInForm,
  'cgroup-parent': notInForm,
  check: bool((_flags, is, say) => is && say('warning', 'A check builds nothing: open the Dockerfile to see it.')),
  compress: oldBuilderIs,
  'cpu-period': oldBuilder,
  'cpu-quota': oldBuilder,
  'cpu-shares': oldBuilder,
  'cpuset-cpus': oldBuilder,
  'cpuset-mems': oldBuilder,
  debug: ofTheCliIs(PROGRESS),
  'disable-content-trust': ofTheCliIs('Names are taken as they are.'),
  file: text('file'),
  'force-rm': oldBuilderIs,
  iidfile: ofTheCli('The id is shown here: no file is written.'),
  isolation: oldBuilder,
  label: value((flags, given) => {
    const { name, value: of = '' } = readPair(given);
    checkName(name);
    flags.labels = [...flags.labels.filter((one) => one.name !== name), { name, value: of }];
  }),
  load: bool((flags, is) => is && void flags.outputs.push({ type: 'load' })),
  memory: oldBuilder,
  'memory-swap': oldBuilder,
  'metadata-file': ofTheCli('What was built is shown here: no file is written.'),
  network: text('network'),
  'no-cache': bool((flags, is) => void (flags.noCache = is)),
  'no-cache-filter': notInForm,
  output: value((flags, given) => void flags.outputs.push({ type: 'custom', value: given })),
  platform: value((flags, given) => void flags.platforms.push(...given.split(',').filter(Boolean))),
  policy: notInForm,
  progress: ofTheCli(PROGRESS),
  provenance: notInForm,
  pull: bool((flags, is) => void (flags.pull = is)),
  push: bool((flags, is) => is && void flags.outputs.push({ type: 'push' })),
  quiet: ofTheCliIs(PROGRESS),
  rm: ofTheCliIs('BuildKit leaves no containers behind.'),
  sbom: notInForm,
  secret: value((flags, given, say) => {
    const secret = readSecret(given, say);
    flags.secrets = [...flags.secrets.filter(({ id }) => id !== secret.id), secret];
  }),
  'security-opt': oldBuilder,
  'shm-size': notInForm,
  squash: oldBuilderIs,
  ssh: list('ssh'),
  stream: oldBuilderIs,
  tag: list('tags'),
  target: text('target'),
  ulimit: notInForm,
};

export const BUILD_SHORT: Readonly<Record<string, string>> = {
  ...{ c: 'cpu-shares', D: 'debug', f: 'file', m: 'memory', o: 'output', q: 'quiet', t: 'tag' },
};

export const buildFlagOf = (name: string): BuildFlag | undefined =>
  Object.hasOwn(BUILD_FLAGS, name) ? BUILD_FLAGS[name] : undefined;

function checkName(name: string): void {
  if (name === '' || /\s/.test(name)) throw new ValueProblem('Its name is missing, or has a blank in it.');
}

/** `id=x,src=path`, `id=x,env=VARIABLE`, `type=env,id=X`; a line of CSV. */
function readSecret(given: string, say: Say): BuildSecret {
  const fields = new Map(
    csvFields(given).map((field): [string, string] => {
      const { name, value: of } = readPair(field);
      if (of === undefined) throw new ValueProblem(`“${field}” is not of the form name=value.`);
      return [name.toLowerCase(), of];
    }),
  );
  const id = fields.get('id') ?? '';
  if (id === '' || /[=\s]/.test(id)) throw new ValueProblem('It needs an id without blanks: id=NAME.');
  for (const name of fields.keys()) if (!KNOWN.has(name)) throw new ValueProblem(`A secret has no “${name}”.`);
  const file = fields.get('src') ?? fields.get('source');
  const variable = fields.get('env') ?? (fields.get('type') === 'env' ? (file ?? id) : undefined);
  if (variable !== undefined) return { id, from: 'env', variable };
  if (file !== undefined && file !== '') return { id, from: 'file', path: file };
  say('info', `The secret ${id} is read from the variable ${id} of Gantry’s environment.`);
  return { id, from: 'env', variable: id };
}

const KNOWN = new Set(['id', 'src', 'source', 'env', 'type']);

const csvFields = (line: string): readonly string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .map(([, field = '']) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field))
    .filter(Boolean);
