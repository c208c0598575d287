import { resolvePlain } from '../../../../contract/compose/syntax/scalar.ts';
import type { TextChange } from '../../../../contract/compose/edit.ts';
import type { Analysis, Declared, FileLink, NamedKind } from './analysis.ts';

export type Target =
  | { readonly type: 'place'; readonly from: number; readonly to: number }
  | { readonly type: 'file'; readonly link: FileLink };

const holds = ({ from, to }: { readonly from: number; readonly to: number }, offset: number) =>
  from <= offset && offset <= to;

/** Where that leads which stands at a place: a declaration, an anchor, another file; from a declaration its first use. */
export function targetAt(analysis: Analysis, offset: number): Target | undefined {
  const place = (span: { readonly from: number; readonly to: number }): Target => ({
    type: 'place',
    from: span.from,
    to: span.to,
  });
  const alias = analysis.aliases.find((one) => holds(one, offset));
  if (alias) return { type: 'place', from: alias.anchorFrom, to: alias.anchorTo };
  const reference = analysis.references.find((one) => holds(one, offset));
  const declared = reference && declarationOf(analysis, reference.kind, reference.name);
  if (declared) return place(declared);
  const link = analysis.links.find((one) => holds(one, offset));
  if (link) return { type: 'file', link };
  const here = analysis.declared.find((one) => holds(one, offset));
  const use = here && analysis.references.find(({ kind, name }) => kind === here.kind && name === here.name);
  return use && place(use);
}

const declarationOf = ({ declared }: Analysis, kind: NamedKind, name: string): Declared | undefined =>
  declared.find((one) => one.kind === kind && one.name === name);

/** Something with a name, and everywhere it is meant. */
export interface Named {
  readonly kind: NamedKind;
  readonly name: string;
  readonly places: readonly { readonly from: number; readonly to: number }[];
}

/** What can be renamed at a place. Only what is declared here can: the rest belongs to another file. */
export function namedAt(analysis: Analysis, offset: number): Named | undefined {
  const at =
    analysis.declared.find((one) => holds(one, offset)) ?? analysis.references.find((one) => holds(one, offset));
  if (!at) return undefined;
  const { kind, name } = at;
  const declared = declarationOf(analysis, kind, name);
  if (!declared) return undefined;
  const uses = analysis.references.filter((one) => one.kind === kind && one.name === name);
  const places = new Map([declared, ...uses].map(({ from, to }) => [from, { from, to }]));
  return { kind, name, places: [...places.values()].toSorted((a, b) => a.from - b.from) };
}

/** Why a name cannot be taken; undefined: it can. */
export function nameProblem(analysis: Analysis, { kind, name: old }: Named, name: string): string | undefined {
  if (name === old || name === '') return 'Type another name.';
  if (!/^[a-zA-Z0-9._-]+$/.test(name)) return 'A name has letters, digits, “.”, “_” and “-”.';
  if (resolvePlain(name).type !== 'string' || /^[-.]/.test(name)) return 'YAML would not read this as a name.';
  if (declarationOf(analysis, kind, name)) return `There is a ${kind} “${name}” already.`;
  return undefined;
}

export const renameChanges = ({ places, name }: Named, to: string, text: string): readonly TextChange[] =>
  places.map(({ from, to: end }) => {
    const written = text.slice(from, end);
    // With escapes or quotes: what is around the name stays.
    return { from, to: end, insert: written === name ? to : written.replace(name, () => to) };
  });
