import type { UsedKind } from '../graph/kinds.ts';

/** What a dialog asks before something is written. */
export type Ask =
  | { readonly type: 'service'; readonly name?: string }
  | { readonly type: 'named'; readonly kind: Exclude<UsedKind, 'service'>; readonly name?: string }
  | { readonly type: 'port'; readonly service: string }
  /** The other end of a line from a node. */
  | { readonly type: 'pick'; readonly nodeId: string; readonly kind: UsedKind }
  | { readonly type: 'connect'; readonly service: string; readonly network: string }
  | { readonly type: 'mount'; readonly service: string; readonly volume: string }
  | { readonly type: 'remove'; readonly nodeId: string }
  | { readonly type: 'removeLine'; readonly lineId: string };
