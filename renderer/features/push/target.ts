import { pathOnRegistry, readReference } from '../../../contract/model/imageReference.ts';

/** The name and tag of an image under another prefix: `redis:7` at `localhost:5000/team` → `localhost:5000/team/redis:7`. */
export function withPrefix(prefix: string, reference: string): string {
  const read = readReference(reference);
  if (!read.ok) return `${prefix}/${reference}`;
  const path = pathOnRegistry(read.reference);
  return `${prefix}/${path.slice(path.lastIndexOf('/') + 1)}:${read.reference.tag ?? 'latest'}`;
}

/** Two names that Docker takes for the same. */
export function isSameName(a: string, b: string): boolean {
  const [one, other] = [readReference(a), readReference(b)];
  return one.ok && other.ok && one.reference.familiar === other.reference.familiar;
}
