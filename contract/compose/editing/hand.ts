import type { CollectionNode, DocumentTree, Entry, ScalarNode, YamlNode } from '../syntax/tree';
import { forEachNode } from '../syntax/parse';
import { column, isOnLineOf } from './lines';

export type Quote = 'single' | 'double';

/** How a file is written: what is new looks like its neighbours. */
export interface Hand {
  readonly quote: Quote;
  /** By how much the keys of a map are further in than those of the map around it. */
  readonly mapStep: (parent: CollectionNode | undefined) => number;
  /** By how much the dashes of a sequence are further in than the keys of the map around it. */
  readonly sequenceStep: (parent: CollectionNode | undefined) => number;
  /** From a dash to what it marks, in columns. */
  readonly dashStep: (sequence: CollectionNode | undefined) => number;
}

const hands = new WeakMap<DocumentTree, Hand>();

/** Reads the hand of a document once. */
export function handOf(text: string, document: DocumentTree): Hand {
  const known = hands.get(document);
  if (known) return known;
  let read: Hand | undefined;
  const now = (): Hand => (read ??= readHand(text, document));
  // Most edits need little of it: a long file is gone through when somebody asks.
  const hand: Hand = {
    get quote() {
      return now().quote;
    },
    mapStep: (parent) => now().mapStep(parent),
    sequenceStep: (parent) => now().sequenceStep(parent),
    dashStep: (sequence) => now().dashStep(sequence),
  };
  hands.set(document, hand);
  return hand;
}

function readHand(text: string, document: DocumentTree): Hand {
  const maps = new Tally<number>();
  const sequences = new Tally<number>();
  const dashes = new Tally<number>();
  const quotes = new Tally<Quote>();
  forEachNode(document.root.value, (node) => {
    if (node.kind === 'scalar' && (node.style === 'single' || node.style === 'double')) quotes.add(node.style);
    if ((node.kind !== 'map' && node.kind !== 'sequence') || node.isFlow) return;
    if (node.kind === 'sequence') for (const step of dashSteps(text, node)) dashes.add(step);
    for (const entry of node.entries) {
      const step = node.kind === 'map' ? stepOf(text, entry) : undefined;
      if (step !== undefined) (entry.value.kind === 'map' ? maps : sequences).add(step);
    }
  });
  const general = maps.most() ?? sequences.most(0) ?? 2;
  const mapStep = (parent: CollectionNode | undefined): number =>
    nearest(text, parent, 'map') ?? nearest(text, parent, 'sequence', 0) ?? general;
  return {
    quote: quotes.most() ?? 'double',
    mapStep,
    sequenceStep: (parent) => nearest(text, parent, 'sequence') ?? sequences.most() ?? mapStep(parent),
    dashStep: (sequence) => (sequence && dashSteps(text, sequence).at(-1)) ?? dashes.most() ?? 2,
  };
}

/** The step in the nearest map that has one: in this map, in its cousins (the same keys of other services), further out. */
function nearest(
  text: string,
  parent: CollectionNode | undefined,
  kind: 'map' | 'sequence',
  except?: number,
): number | undefined {
  const among = (map: CollectionNode | undefined): number | undefined => {
    if (map?.kind !== 'map' || map.isFlow) return undefined;
    for (const entry of map.entries.toReversed()) {
      const step = entry.value.kind === kind ? stepOf(text, entry) : undefined;
      if (step !== undefined && step !== except) return step;
    }
    return undefined;
  };
  for (let map = parent; map; map = map.entry.parent) {
    const here = among(map);
    if (here !== undefined) return here;
    for (const cousin of map.entry.parent?.entries ?? []) {
      const step = cousin.value.kind === 'map' ? among(cousin.value) : undefined;
      if (step !== undefined) return step;
    }
  }
  return undefined;
}

/** How far the block collection that is the value of a key is further in than the key. */
function stepOf(text: string, entry: Entry): number | undefined {
  const { value } = entry;
  if ((value.kind !== 'map' && value.kind !== 'sequence') || value.isFlow) return undefined;
  if (isOnLineOf(text, entry.valueAt, value)) return undefined;
  const step = column(text, value.from) - column(text, entry.from);
  return step >= (value.kind === 'map' ? 1 : 0) ? step : undefined;
}

function dashSteps(text: string, sequence: CollectionNode): number[] {
  if (sequence.isFlow) return [];
  return sequence.entries
    .filter(({ value, valueAt }) => !(value.kind === 'scalar' && value.isEmpty) && isOnLineOf(text, valueAt, value))
    .map((entry) => entry.value.from - entry.from)
    .filter((step) => step >= 2 && step <= 8);
}

/** Quotes that all texts of a collection have; new ones have them too. */
export function quotesOf(nodes: readonly YamlNode[]): Quote | undefined {
  const texts = nodes.filter((node): node is ScalarNode => node.kind === 'scalar' && !node.isEmpty);
  const styles = new Set(texts.map(({ style }) => style));
  if (styles.size !== 1) return undefined;
  const [style] = styles;
  return style === 'single' || style === 'double' ? style : undefined;
}

class Tally<T extends string | number> {
  private readonly counts = new Map<T, number>();

  add(value: T): void {
    this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
  }

  most(except?: T): T | undefined {
    return [...this.counts].filter(([value]) => value !== except).sort((a, b) => b[1] - a[1])[0]?.[0];
  }
}
