/** What stands in the picture. */
export type NodeKind = 'port' | 'service' | 'network' | 'volume' | 'secret' | 'config';
/** What a service uses by its name. */
export type UsedKind = Exclude<NodeKind, 'port'>;

export const SECTION: Readonly<Record<UsedKind, string>> = {
  service: 'services',
  network: 'networks',
  volume: 'volumes',
  secret: 'secrets',
  config: 'configs',
};
export const USED_KINDS = Object.keys(SECTION) as UsedKind[];

/** A node is known by its name, so that its place is too. */
export const nodeId = (kind: NodeKind, name: string): string => `${kind}:${name}`;
