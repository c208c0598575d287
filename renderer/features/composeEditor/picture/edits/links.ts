import { nodeId } from '../graph/kinds.ts';
import { isOnDefault, type PictureGraph, type PictureNode } from '../graph/pictureGraph.ts';
import { isNothing, serviceIn } from '../graph/value.ts';
import { kindWord } from '../../language/kindWord.ts';
import { t } from '../../texts/index.ts';

/** What drawing a line from one to another means. */
export type Link =
  | { readonly type: 'depends'; readonly service: string; readonly needed: string }
  /** `asks`: it changes more than this one network, so the person has to say how. */
  | { readonly type: 'connect'; readonly service: string; readonly network: string; readonly asks: boolean }
  | { readonly type: 'mount'; readonly service: string; readonly volume: string }
  | { readonly type: 'give'; readonly service: string; readonly kind: 'secret' | 'config'; readonly name: string }
  | { readonly type: 'none'; readonly why: string };

/** A line may be drawn from either end, but for a dependency: that goes from who waits to whom it waits for. */
export function linkBetween(file: unknown, graph: PictureGraph, from: PictureNode, to: PictureNode): Link {
  if (from.kind !== 'service' && to.kind === 'service') return linkBetween(file, graph, to, from);
  if (from.kind !== 'service') return none(t('A line begins or ends at a service.'));
  if (from.standing !== 'declared') return none(t('“{{name}}” is not in this file.', { name: from.name }));
  const service = from.name;
  const line = graph.lines.find(({ fromId, toId }) => fromId === from.id && toId === to.id);
  const isThere = line !== undefined && (line.uses.length > 0 || to.kind === 'port');
  switch (to.kind) {
    case 'service':
      if (to.name === service) return none(t('A service cannot wait for itself.'));
      if (line?.uses.some(({ how }) => how === 'depends_on'))
        return none(t('“{{service}}” waits for “{{name}}” already.', { service, name: to.name }));
      return { type: 'depends', service, needed: to.name };
    case 'network':
      if (isThere) return none(t('“{{service}}” is on “{{name}}” already.', { service, name: to.name }));
      return { type: 'connect', service, network: to.name, asks: isChange(file, service, to.name) };
    case 'volume':
      return { type: 'mount', service, volume: to.name };
    case 'secret':
    case 'config':
      if (isThere)
        return none(
          t('“{{service}}” has the {{kind}} “{{name}}” already.', { service, kind: kindWord(to.kind), name: to.name }),
        );
      return { type: 'give', service, kind: to.kind, name: to.name };
    case 'port':
      return none(t('A port is published by a service: add it at the service.'));
  }
}

const none = (why: string): Link => ({ type: 'none', why });

function isChange(file: unknown, service: string, network: string): boolean {
  const value = serviceIn(file, service);
  return network !== 'default' && (isOnDefault(value) || !isNothing(value['network_mode']));
}

/** Whether a line may go there at all: while it is being drawn. */
export const mayLink = (a: string, b: string): boolean => {
  const [from, to] = [kindOf(a), kindOf(b)];
  return a !== b && from !== 'port' && to !== 'port' && (from === 'service' || to === 'service');
};

const kindOf = (id: string): string => id.slice(0, id.indexOf(':'));

/** Everything that a service could still be linked with. */
export const linkTargets = (
  graph: PictureGraph,
  service: string,
  kind: PictureNode['kind'],
): readonly PictureNode[] => {
  const fromId = nodeId('service', service);
  const linked = new Set(
    graph.lines.filter((line) => line.fromId === fromId && line.uses.length > 0).map(({ toId }) => toId),
  );
  return graph.nodes.filter(
    (node) => node.kind === kind && node.id !== fromId && (kind === 'volume' || !linked.has(node.id)),
  );
};
