import { formsOf, type Schema, typesOf } from '../language/schema.ts';

/** What a text in a field may be. */
export interface ScalarShape {
  readonly types: readonly string[];
  readonly choices: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** The forms that a value may have, each once; absent: not in this form. */
export interface Shape {
  readonly scalar?: ScalarShape;
  /** Of its items. */
  readonly list?: Shape;
  readonly map?: MapShape;
  /** How it is written first, where nothing is there yet. */
  readonly first: 'scalar' | 'list' | 'map';
  readonly description?: string;
}

export interface MapShape {
  /** The keys that the specification names, in its order. */
  readonly keys: ReadonlyMap<string, () => Shape>;
  readonly required: readonly string[];
  /** Of the values of any other key; absent: only `x-`. */
  readonly others?: () => Shape;
}

const SCALARS = ['string', 'number', 'integer', 'boolean', 'null'];
/** Of what the specification does not know: anything. */
export const ANYTHING: Shape = {
  scalar: { types: SCALARS, choices: [] },
  get list() {
    return ANYTHING;
  },
  map: { keys: new Map(), required: [], others: () => ANYTHING },
  first: 'scalar',
};

const known = new WeakMap<readonly Schema[], Shape>();

/** The shape of a value by the forms that the schema has for it. */
export function shapeOf(forms: readonly Schema[]): Shape {
  const before = known.get(forms);
  if (before) return before;
  const shape = forms.length === 0 || forms.every((form) => typesOf(form).length === 0) ? ANYTHING : build(forms);
  known.set(forms, shape);
  return shape;
}

function build(forms: readonly Schema[]): Shape {
  const scalars = forms.filter((form) => typesOf(form).some((type) => type !== 'null' && SCALARS.includes(type)));
  const list = forms.find((form) => typesOf(form).includes('array'));
  const map = forms.find((form) => typesOf(form).includes('object'));
  const first = forms.map(kindOf).find((kind) => kind !== undefined) ?? 'scalar';
  const description = forms.find((form) => form.description !== undefined)?.description;
  return {
    first,
    ...(scalars.length > 0 && { scalar: scalarShape(forms) }),
    ...(list && { list: shapeOf(list.items ? formsOf(list.items) : []) }),
    ...(map && { map: mapShape(map) }),
    ...(description !== undefined && { description }),
  };
}

function kindOf(form: Schema): Shape['first'] | undefined {
  const types = typesOf(form);
  if (types.some((type) => type !== 'null' && SCALARS.includes(type))) return 'scalar';
  return types.includes('array') ? 'list' : types.includes('object') ? 'map' : undefined;
}

function scalarShape(forms: readonly Schema[]): ScalarShape {
  const numbers = (pick: (form: Schema) => number | undefined) => forms.map(pick).find((one) => one !== undefined);
  const [minimum, maximum] = [numbers((form) => form.minimum), numbers((form) => form.maximum)];
  return {
    types: [...new Set(forms.flatMap(typesOf).filter((type) => SCALARS.includes(type)))],
    choices: forms.flatMap((form) => form.enum ?? []).map(String),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  };
}

function mapShape(form: Schema): MapShape {
  const keys = new Map(
    Object.entries(form.properties ?? {}).map(([key, schema]) => [key, () => shapeOf(formsOf(schema))]),
  );
  const free = Object.entries(form.patternProperties ?? {}).find(([pattern]) => pattern !== '^x-')?.[1];
  const more = free ?? (typeof form.additionalProperties === 'object' ? form.additionalProperties : undefined);
  const isOpen = keys.size === 0 && form.additionalProperties !== false;
  return {
    keys,
    required: form.required ?? [],
    ...(more ? { others: () => shapeOf(formsOf(more)) } : isOpen && { others: () => ANYTHING }),
  };
}
