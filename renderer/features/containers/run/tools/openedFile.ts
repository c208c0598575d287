import type { NamedValue, RunSettings } from '../../../../../contract/model/run.ts';

/** What a command names as a file, and a person has opened. */
export interface OpenedFile {
  readonly kind: 'env' | 'labels' | 'seccomp';
  readonly text: string;
}

/** As the CLI reads such a file: what the command itself says comes after it, and counts. */
export function withFile(settings: RunSettings, { kind, text }: OpenedFile): RunSettings {
  if (kind === 'seccomp') {
    return { ...settings, securityOptions: [...settings.securityOptions, `seccomp=${text.trim()}`] };
  }
  const pairs = readCliFile(text);
  if (kind === 'env') return { ...settings, env: [...pairs, ...settings.env] };
  const said = new Set(settings.labels.map(({ name }) => name));
  return { ...settings, labels: [...lastOfEach(pairs).filter(({ name }) => !said.has(name)), ...settings.labels] };
}

/** `--env-file`, `--label-file`: values as they are, quotes included; a name alone is the CLI’s own variable, and nothing here. */
function readCliFile(text: string): NamedValue[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const said = line.trimStart();
    const at = said.indexOf('=');
    return said.startsWith('#') || at < 1 ? [] : [{ name: said.slice(0, at), value: said.slice(at + 1) }];
  });
}

const lastOfEach = (pairs: readonly NamedValue[]): NamedValue[] => [
  ...new Map(pairs.map((pair) => [pair.name, pair])).values(),
];
