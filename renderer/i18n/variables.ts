/** The names between `{{` and `}}` in a text. */
export type VariableOf<Text extends string> = string extends Text
  ? never
  : Text extends `${string}{{${infer Name}}}${infer Rest}`
    ? Name | VariableOf<Rest>
    : never;

/** What a text needs besides itself: nothing, or a value for each of its variables. */
export type ValuesFor<Variable extends string, Value> = [Variable] extends [never]
  ? []
  : [values: Readonly<Record<Variable, Value>>];
