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

/** A name, and where in one text it stands. */
export interface Named {
  readonly name: string;
  readonly places: readonly { readonly from: number; readonly to: number }[];
}

export const renameChanges = ({ places, name }: Named, to: string, text: string): readonly TextChange[] =>
  places.map(({ from, to: end }) => {
    const written = text.slice(from, end);
    // With escapes or quotes: what is around the name stays.
    return { from, to: end, insert: written === name ? to : written.replace(name, () => to) };
  });
