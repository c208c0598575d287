import type { FileLink, NamedKind, Reference } from './analysis.ts';
import { itemsOf, mapOf, pairsOf, partOf, scalarOf, textPiece, valueIn, type YamlNode } from './tree.ts';

/** A reference, and the service that makes it. */
export interface ServiceReference extends Reference {
  readonly by: string;
}

/** Where services, networks, volumes, secrets and configs are meant by name, and other files by path. */
export function readReferences(source: string, root: YamlNode): { references: ServiceReference[]; links: FileLink[] } {
  const references = new Map<string, ServiceReference>();
  const links = new Map<number, FileLink>();
  const reader = createReader(
    source,
    (reference) => references.set(`${reference.by} ${reference.from}`, reference),
    (link) => links.set(link.from, link),
  );
  for (const { name, value } of pairsOf(valueIn(root, 'services'))) reader.service(name, value);
  for (const item of itemsOf(valueIn(root, 'include'))) reader.include(item);
  for (const kind of ['secrets', 'configs']) {
    for (const { value } of pairsOf(valueIn(root, kind))) reader.link(valueIn(value, 'file'), 'file');
  }
  return { references: [...references.values()], links: [...links.values()] };
}

function createReader(
  source: string,
  onReference: (reference: ServiceReference) => void,
  onLink: (link: FileLink) => void,
) {
  let by = '';

  /** `at` is where the name begins in the text of the scalar. */
  function refer(
    kind: NamedKind,
    node: YamlNode | undefined,
    how: string,
    at = 0,
    name?: string,
    isStrict = true,
  ): void {
    const scalar = scalarOf(node);
    if (!scalar) return;
    const text = name ?? scalar.text;
    if (text === '' || text.includes('$')) return;
    const piece = name === undefined ? textPiece(source, scalar) : partOf(source, scalar, at, text);
    onReference({ kind, name: text, from: piece.from, to: piece.to, how, isStrict, by });
  }
  /** `name:rest`. */
  function referBefore(kind: NamedKind, node: YamlNode | undefined, how: string, isStrict = true): void {
    const text = scalarOf(node)?.text ?? '';
    refer(kind, node, how, 0, text.split(':', 1)[0], isStrict);
  }
  /** `service:name`. */
  function referAfter(node: YamlNode | undefined, how: string): void {
    const text = scalarOf(node)?.text ?? '';
    if (text.startsWith('service:')) refer('service', node, how, 8, text.slice(8));
  }
  /** A list of names, or a map with them as its keys. */
  function names(kind: NamedKind, node: YamlNode | undefined, how: string): void {
    for (const item of itemsOf(node)) refer(kind, item, how);
    if (mapOf(node)) for (const { key } of pairsOf(node)) refer(kind, key, how);
  }
  /** `- name`, or `- source: name`. */
  function sources(kind: NamedKind, node: YamlNode | undefined, how: string): void {
    for (const item of itemsOf(node)) refer(kind, mapOf(item) ? valueIn(item, 'source') : item, how);
  }
  function volume(item: YamlNode): void {
    if (mapOf(item)) {
      if (scalarOf(valueIn(item, 'type'))?.text === 'volume') refer('volume', valueIn(item, 'source'), 'volumes');
      return;
    }
    const [, name] = /^([a-zA-Z0-9][a-zA-Z0-9_.-]+):(?!\\)/.exec(scalarOf(item)?.text ?? '') ?? [];
    if (name !== undefined) refer('volume', item, 'volumes', 0, name);
  }
  function link(node: YamlNode | undefined, kind: FileLink['kind'], more: Partial<FileLink> = {}): void {
    const scalar = scalarOf(node);
    if (!scalar || scalar.text.includes('$') || /^[a-z]+:\/\/|^oci:|^git@/i.test(scalar.text)) return;
    const { from, to } = textPiece(source, scalar);
    onLink({ from, to, path: scalar.text, kind, ...more });
  }
  function linkOrLinks(node: YamlNode | undefined, kind: FileLink['kind'], more: Partial<FileLink> = {}): void {
    if (scalarOf(node)) link(node, kind, more);
    for (const item of itemsOf(node)) link(mapOf(item) ? valueIn(item, 'path') : item, kind, more);
  }
  function serviceIn(base: YamlNode | undefined): Partial<FileLink> {
    const scalar = scalarOf(valueIn(base, 'service'));
    if (!scalar) return {};
    const { from, to } = textPiece(source, scalar);
    return { service: { name: scalar.text, from, to } };
  }

  return {
    link,
    include(item: YamlNode) {
      if (!mapOf(item)) return link(item, 'include');
      const path = valueIn(item, 'path');
      // Several files are read together, from the folder of the first.
      const first = scalarOf(itemsOf(path)[0])?.text;
      const folder = scalarOf(valueIn(item, 'project_directory'))?.text ?? first?.replace(/\/?[^/]*$/, '');
      linkOrLinks(path, 'include', folder === undefined ? {} : { folder: folder || '.' });
      linkOrLinks(valueIn(item, 'env_file'), 'env_file');
    },
    service(name: string, node: YamlNode) {
      by = name;
      const at = (key: string) => valueIn(node, key);
      names('service', at('depends_on'), 'depends_on');
      for (const item of itemsOf(at('links'))) referBefore('service', item, 'links');
      for (const key of ['network_mode', 'ipc', 'pid', 'uts']) referAfter(at(key), key);
      for (const item of itemsOf(at('volumes_from'))) {
        if (!scalarOf(item)?.text.startsWith('container:')) referBefore('service', item, 'volumes_from');
      }
      names('network', at('networks'), 'networks');
      for (const item of itemsOf(at('volumes'))) volume(item);
      for (const kind of ['secret', 'config'] as const) sources(kind, at(`${kind}s`), `${kind}s`);
      names('model', at('models'), 'models');
      linkOrLinks(at('env_file'), 'env_file');
      const base = at('extends');
      const file = valueIn(base, 'file');
      if (file) link(file, 'extends', serviceIn(base));
      else refer('service', mapOf(base) ? valueIn(base, 'service') : base, 'extends');
      const build = at('build');
      sources('secret', valueIn(build, 'secrets'), 'build.secrets');
      const contexts = valueIn(build, 'additional_contexts');
      for (const { value } of pairsOf(contexts)) referAfter(value, 'build.additional_contexts');
    },
  };
}
