import type { ContainerSummary } from '../../../../contract/model/container.ts';

/** By id, by name, or by the beginning of an id if it is the only one: as the docker CLI reads it. */
export function findContainer(
  entities: Readonly<Record<string, ContainerSummary>>,
  text: string,
): ContainerSummary | undefined {
  const exact = Object.hasOwn(entities, text) ? entities[text] : undefined;
  if (exact) return exact;
  const all = Object.values(entities);
  const named = all.find(({ name }) => name === text);
  if (named) return named;
  const begun = /^[0-9a-f]{4,}$/.test(text) ? all.filter(({ id }) => id.startsWith(text)) : [];
  return begun.length === 1 ? begun[0] : undefined;
}
