import type { Command, PaletteSource } from './command.ts';

type Make = () => readonly Command[];

const makers = new Set<Make>();
const sources = new Set<PaletteSource>();

function add<T>(set: Set<T>, item: T): () => void {
  set.add(item);
  return () => void set.delete(item);
}

export const registerCommands = (make: Make): (() => void) => add(makers, make);
export const registerSource = (source: PaletteSource): (() => void) => add(sources, source);

/** Those of whatever is on the screen now; what was registered last wins over an equal id. */
export function listCommands(): readonly Command[] {
  const byId = new Map<string, Command>();
  for (const make of makers) for (const command of make()) byId.set(command.id, command);
  return [...byId.values()];
}

export const findInSources = (query: string): readonly Command[] => [...sources].flatMap((source) => source(query));
