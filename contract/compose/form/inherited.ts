import type { ComposePath } from '../edit';
import type { ComposeNode, ComposeText } from '../parseCompose';

/** What a service has by `extends`, where it says nothing itself. */
export interface Inherited {
  readonly service: string;
  /** In another file: what it says is not known here. */
  readonly file?: string;
  /** Absent for another file. */
  readonly node?: ComposeNode;
}

/** Where the value of a key of a service comes from by `extends`; undefined: from nowhere. */
export function inheritedAt(doc: ComposeText, path: ComposePath): Inherited | undefined {
  const seen = new Set<string>();
  let name = path[0] === 'services' ? String(path[1]) : undefined;
  while (name !== undefined && !seen.has(name)) {
    seen.add(name);
    const base = doc.nodeAt(['services', name, 'extends']);
    if (!base) return undefined;
    const service = base.text ?? doc.nodeAt(['services', name, 'extends', 'service'])?.text;
    const file = doc.nodeAt(['services', name, 'extends', 'file'])?.text;
    if (service === undefined) return undefined;
    if (file !== undefined) return { service, file };
    const node = doc.nodeAt(['services', service, ...path.slice(2)]);
    if (node) return { service, node };
    name = service;
  }
  return undefined;
}
