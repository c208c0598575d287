import type { NamedKind } from '../language/analysis.ts';
import type { Span } from '../session/session.ts';
import { linkedPath, type StackText } from './stackTexts.ts';

/** Something with a name in a stack. */
export interface NamedThing {
  readonly kind: NamedKind;
  readonly name: string;
  /** The file of a service that others only extend: its name is one of that file alone. Absent: one of the project. */
  readonly file?: string;
}

export interface PlacesInFile {
  readonly file: StackText;
  readonly places: readonly Span[];
}

const holds = ({ from, to }: Span, offset: number) => from <= offset && offset <= to;
const declares = ({ names }: StackText, kind: NamedKind, name: string) =>
  names.declared.some((one) => one.kind === kind && one.name === name);

/** What stands at a place of a file, by its name. */
export function thingAt(files: readonly StackText[], path: string, offset: number): NamedThing | undefined {
  const file = files.find((one) => one.path === path);
  if (!file) return undefined;
  const { declared, references, links } = file.names;
  const link = links.find(({ service }) => service && holds(service, offset));
  if (link?.service) {
    const to = files.find((one) => one.path === linkedPath(file, link));
    return to && declares(to, 'service', link.service.name) ? thing(to, 'service', link.service.name) : undefined;
  }
  const at = declared.find((one) => holds(one, offset)) ?? references.find((one) => holds(one, offset));
  if (!at) return undefined;
  const { kind, name } = at;
  const isOfFile = declares(file, kind, name);
  return isOfFile || files.some((one) => one.role === 'project' && declares(one, kind, name))
    ? thing(file, kind, name, isOfFile)
    : undefined;
}

function thing(file: StackText, kind: NamedKind, name: string, isDeclaredThere = true): NamedThing {
  const isOfFileAlone = kind === 'service' && file.role === 'extended' && isDeclaredThere;
  return { kind, name, ...(isOfFileAlone && { file: file.path }) };
}

/** Where it is declared: in its own file, or in those of the project. */
export function declarationsOf(files: readonly StackText[], { kind, name, file }: NamedThing): readonly PlacesInFile[] {
  return files
    .filter((one) => (file === undefined ? one.role === 'project' || kind !== 'service' : one.path === file))
    .map((one) => ({ file: one, places: one.names.declared.filter((at) => at.kind === kind && at.name === name) }))
    .filter(({ places }) => places.length > 0);
}

/** Everywhere it is declared or meant, in all files of the stack; files without it are left out. */
export function placesOf(files: readonly StackText[], wanted: NamedThing): readonly PlacesInFile[] {
  return files
    .map((file) => ({ file, places: sorted([...namesIn(file, wanted), ...extendsIn(files, file, wanted)]) }))
    .filter(({ places }) => places.length > 0);
}

function namesIn(file: StackText, { kind, name, file: home }: NamedThing): readonly Span[] {
  const isMeant =
    home !== undefined
      ? file.path === home
      : // A service of the same name in a file that is only extended is another one, and so is what means it there.
        kind !== 'service' || file.role === 'project' || !declares(file, kind, name);
  if (!isMeant) return [];
  const { declared, references } = file.names;
  return [...declared, ...references].filter((one) => one.kind === kind && one.name === name);
}

/** `extends: {file, service}`: where a service of another file is named. */
function extendsIn(files: readonly StackText[], file: StackText, { kind, name, file: home }: NamedThing): Span[] {
  if (kind !== 'service') return [];
  return file.names.links.flatMap((link) => {
    if (link.service?.name !== name) return [];
    const to = files.find((one) => one.path === linkedPath(file, link));
    if (!to) return [];
    const isMeant = home === undefined ? to.role === 'project' : to.path === home;
    return isMeant ? [link.service] : [];
  });
}

const sorted = (places: readonly Span[]): readonly Span[] =>
  [...new Map(places.map(({ from, to }) => [from, { from, to }])).values()].toSorted((a, b) => a.from - b.from);
