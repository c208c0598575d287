import type { Shape } from './shapes.ts';

const DEPTH = 5;
const found = new WeakMap<Shape, readonly string[]>();

/** The names of all keys inside of a value, as one would search for them. */
function namesWithin(shape: Shape, depth = 0): readonly string[] {
  const before = found.get(shape);
  if (before) return before;
  found.set(shape, []); // one that contains itself is read once
  const inner = depth >= DEPTH ? [] : [shape.list, shape.map?.others?.()].filter((one) => one !== undefined);
  const names = [
    ...[...(shape.map?.keys ?? [])].flatMap(([key, of]) => [
      key,
      ...(depth < DEPTH ? namesWithin(of(), depth + 1) : []),
    ]),
    ...inner.flatMap((one) => namesWithin(one, depth + 1)),
  ];
  found.set(shape, names);
  return names;
}

/** Which of the keys a search means: by name, by the names of what is inside, else by description. */
export function findKeys(keys: ReadonlyMap<string, () => Shape>, query: string): ReadonlySet<string> {
  const words = query.toLowerCase().trim().replaceAll(' ', '_');
  const named = [...keys].filter(
    ([key, of]) => key.includes(words) || namesWithin(of()).some((name) => name.includes(words)),
  );
  const plain = query.toLowerCase().trim();
  const described = [...keys].filter(([, of]) => of().description?.toLowerCase().includes(plain));
  return new Set([...named, ...described].map(([key]) => key));
}
