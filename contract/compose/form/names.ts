import type { ComposeEdit, ComposePath } from '../edit';
import type { ComposeText } from '../parseCompose';

/**
 * Takes a service, network… out of the file, with the places that mean it by its name. `uses`: offsets of these names in the
 * text. A list or map that has nothing else goes as a whole.
 */
export function removeNamed(doc: ComposeText, path: ComposePath, uses: readonly number[]): ComposeEdit[] {
  const places = new Map<string, ComposePath>();
  for (const offset of uses) {
    const at = entryOfUse(doc.pathAt(offset));
    if (at && !startsWith(at, path)) places.set(JSON.stringify(at), at);
  }
  const byOuter = new Map<string, ComposePath[]>();
  for (const at of places.values()) {
    const outer = JSON.stringify(at.slice(0, -1));
    byOuter.set(outer, [...(byOuter.get(outer) ?? []), at]);
  }
  const edits = [...byOuter.values()].flatMap((ats): ComposeEdit[] => {
    const outer = ats[0]!.slice(0, -1);
    const isWhole = outer.length > 2 && doc.keysAt(outer).length === ats.length;
    if (isWhole) return [{ op: 'remove', path: outer }];
    // From the end: what is before keeps its index.
    return ats.toReversed().map((at) => ({ op: 'remove', path: at }));
  });
  const outer = path.slice(0, -1);
  const isLast = path[0] !== 'services' && doc.keysAt(outer).length === 1;
  return [...edits, { op: 'remove', path: isLast ? outer : path }];
}

/** The item or key that would mean nothing any more: `services.web.depends_on.0`, `services.web.build.secrets.0`. */
function entryOfUse(path: ComposePath): ComposePath | undefined {
  if (path[0] !== 'services' || path.length < 3) return undefined;
  return path.slice(0, path[2] === 'build' ? 5 : 4);
}

const startsWith = (path: ComposePath, start: ComposePath): boolean => start.every((key, index) => path[index] === key);
