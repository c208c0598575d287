import source from '../../../../contract/compose/schema/compose-spec.json?raw';

/** As much of JSON Schema as the Compose Specification uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly (string | number | boolean)[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly deprecated?: boolean;
  readonly default?: unknown;
}

const root = JSON.parse(source) as Schema & { readonly definitions: Readonly<Record<string, Schema>> };
const flat = new WeakMap<Schema, readonly Schema[]>();
const patterns = new Map<string, RegExp>();

/** The forms that a value may have: references followed, choices opened. Each keeps the nearest description. */
export function formsOf(schema: Schema): readonly Schema[] {
  const known = flat.get(schema);
  if (known) return known;
  flat.set(schema, []); // one that contains itself is opened once
  const target = schema.$ref === undefined ? schema : root.definitions[schema.$ref.replace('#/definitions/', '')];
  const described = (form: Schema) =>
    schema.description !== undefined && form !== schema ? { ...form, description: schema.description } : form;
  const forms = !target
    ? []
    : target.oneOf
      ? target.oneOf.flatMap(formsOf).map(described)
      : target === schema
        ? [schema]
        : formsOf(target).map(described);
  flat.set(schema, forms);
  return forms;
}

export const rootForms: readonly Schema[] = formsOf(root);

export const typesOf = ({ type, properties, patternProperties, items }: Schema): readonly string[] =>
  type === undefined
    ? properties || patternProperties
      ? ['object']
      : items
        ? ['array']
        : []
    : typeof type === 'string'
      ? [type]
      : type;

/** What a key of a map of this form may hold; undefined: there is no such key. No forms: anything. */
export function formsOfKey(form: Schema, key: string): readonly Schema[] | undefined {
  const own = form.properties?.[key];
  if (own) return formsOf(own);
  for (const [pattern, schema] of Object.entries(form.patternProperties ?? {})) {
    if (patternOf(pattern).test(key)) return formsOf(schema);
  }
  const { additionalProperties: more } = form;
  if (more === false) return undefined;
  return typeof more === 'object' ? formsOf(more) : [];
}

export const formsOfItem = (form: Schema): readonly Schema[] => (form.items ? formsOf(form.items) : []);

export function patternOf(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(pattern, 'u');
  patterns.set(pattern, known);
  return known;
}

/** The forms of the value at a path: all that it may be, whatever it is now. */
export function formsAt(path: readonly (string | number)[]): readonly Schema[] {
  let forms = rootForms;
  for (const key of path) {
    forms = forms.flatMap((form) =>
      typeof key === 'number'
        ? typesOf(form).includes('array')
          ? formsOfItem(form)
          : []
        : typesOf(form).includes('object')
          ? (formsOfKey(form, key) ?? [])
          : [],
    );
  }
  return forms;
}
